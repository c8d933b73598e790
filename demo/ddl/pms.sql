-- Hotel front office of 1999. Short names, CHAR keys, GBK; current rows and history rows stand in pairs of equal tables.
-- Changed for this copy: guests can be found by their company, and a company profile keeps its city ledger account, the number of
-- its account in finance; stays can be found by agent and group, profiles by their last change.

CREATE TABLE basecode (
  cat CHAR(12) NOT NULL,
  code CHAR(8) NOT NULL,
  descript VARCHAR(40),
  descript1 VARCHAR(40),
  seq INT,
  halt CHAR(1) DEFAULT 'F',
  PRIMARY KEY (cat,code)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='代码表 (vip,idcls,nation,market,src,feature..)';

CREATE TABLE hotel (
  hotelid CHAR(4) PRIMARY KEY,
  name VARCHAR(60),
  city CHAR(6),
  rooms INT
) ENGINE=InnoDB DEFAULT CHARSET=gbk;

CREATE TABLE typim (
  hotelid CHAR(4),
  type CHAR(5),
  descript VARCHAR(30),
  quantity INT,
  rate DECIMAL(10,2),
  PRIMARY KEY (hotelid,type)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='房型';

CREATE TABLE rmsta (
  hotelid CHAR(4),
  roomno CHAR(5),
  type CHAR(5),
  floor CHAR(3),
  sta CHAR(1) COMMENT 'R净I脏O维修S锁',
  ocsta CHAR(1),
  PRIMARY KEY (hotelid,roomno)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='房态';

CREATE TABLE pccode (
  pccode CHAR(5) PRIMARY KEY,
  descript VARCHAR(30),
  deptno CHAR(5),
  argcode CHAR(3) COMMENT '<=90收入 >90付款'
) ENGINE=InnoDB DEFAULT CHARSET=gbk;

CREATE TABLE guest (
  no CHAR(9) PRIMARY KEY COMMENT '客史号',
  class CHAR(1) DEFAULT 'F' COMMENT 'F散客C公司A旅行社S订房中心',
  sta CHAR(1) DEFAULT 'I',
  name VARCHAR(50) COMMENT '中文名',
  lname VARCHAR(30),
  fname VARCHAR(30),
  name2 VARCHAR(60) COMMENT '拼音',
  sex CHAR(1) COMMENT '1男2女',
  vip CHAR(1) DEFAULT '0',
  nation CHAR(3) DEFAULT 'CN',
  idcls CHAR(3) COMMENT '01身份证 02护照 ..',
  ident VARCHAR(20),
  birth DATETIME,
  mobile VARCHAR(20),
  phone VARCHAR(20),
  email VARCHAR(60),
  street VARCHAR(80),
  cno CHAR(9) COMMENT '公司客史号',
  araccnt CHAR(10) COMMENT '应收账号: 公司客史在财务的客户编码(手工录入)',
  cardno VARCHAR(20),
  feature VARCHAR(30) COMMENT '喜好代码,逗号分隔 NS,HF,KB',
  refer VARCHAR(250) COMMENT '备注',
  blacklist CHAR(1) DEFAULT 'F',
  i_times INT DEFAULT 0,
  n_times INT DEFAULT 0,
  x_times INT DEFAULT 0,
  i_days INT DEFAULT 0,
  tl DECIMAL(12,2) DEFAULT 0 COMMENT '累计消费',
  fv_date DATETIME,
  lv_date DATETIME,
  crtby CHAR(10),
  crttime DATETIME,
  changed DATETIME,
  logmark INT DEFAULT 0,
  KEY k_m (mobile),
  KEY k_n (name),
  KEY k_i (ident),
  KEY k_cno (cno),
  KEY k_ar (araccnt),
  KEY k_ch (changed)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='客史档案';

CREATE TABLE master (
  hotelid CHAR(4) NOT NULL,
  accnt CHAR(10) NOT NULL COMMENT 'F散客G团队C消费帐A应收',
  haccnt CHAR(9) COMMENT '客史号',
  groupno CHAR(10),
  master CHAR(10) COMMENT '主单(同住)',
  sta CHAR(1) COMMENT 'R预订I在住O离店S挂账X取消N未到',
  restype CHAR(3),
  type CHAR(5),
  roomno CHAR(5),
  arr DATETIME,
  dep DATETIME,
  gstno INT DEFAULT 1,
  children INT DEFAULT 0,
  rmrate DECIMAL(10,2),
  setrate DECIMAL(10,2),
  ratecode CHAR(10),
  packages VARCHAR(50),
  market CHAR(3),
  src CHAR(3),
  channel CHAR(3),
  cusno CHAR(9),
  agent CHAR(9),
  cardno VARCHAR(20),
  crsno VARCHAR(20) COMMENT 'OTA单号',
  paycode CHAR(5),
  charge DECIMAL(12,2) DEFAULT 0,
  credit DECIMAL(12,2) DEFAULT 0,
  srqs VARCHAR(30) COMMENT '特殊要求代码',
  ref VARCHAR(150),
  resby CHAR(10),
  restime DATETIME,
  ciby CHAR(10),
  citime DATETIME,
  coby CHAR(10),
  cotime DATETIME,
  logmark INT,
  PRIMARY KEY (hotelid,accnt),
  KEY k_h (haccnt),
  KEY k_a (arr),
  KEY k_c (cusno),
  KEY k_ag (agent),
  KEY k_g (hotelid,groupno)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='当前主单';

CREATE TABLE hmaster LIKE master;

CREATE TABLE account (
  hotelid CHAR(4) NOT NULL,
  accnt CHAR(10) NOT NULL,
  number INT NOT NULL,
  bdate DATETIME COMMENT '营业日',
  log_date DATETIME,
  pccode CHAR(5),
  ref VARCHAR(30),
  quantity DECIMAL(8,2),
  charge DECIMAL(12,2),
  credit DECIMAL(12,2),
  crradjt CHAR(2) DEFAULT '' COMMENT 'CO冲账 AD调整',
  tofrom CHAR(2),
  accntof CHAR(10),
  roomno CHAR(5),
  empno CHAR(10),
  billno CHAR(10),
  PRIMARY KEY (hotelid,accnt,number)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='当前账目';

CREATE TABLE haccount LIKE account;

CREATE TABLE vipcard (
  no VARCHAR(20) PRIMARY KEY,
  hno CHAR(9),
  type CHAR(3),
  sta CHAR(1),
  name VARCHAR(50),
  mobile VARCHAR(20),
  arr DATETIME,
  dep DATETIME,
  point_pay DECIMAL(12,2),
  point_charge DECIMAL(12,2),
  KEY k_h (hno)
) ENGINE=InnoDB DEFAULT CHARSET=gbk COMMENT='会员卡';
