-- Tickets: in-house PHP help desk of 2009. Unix seconds, small whole-number codes, 0 for nothing; customers are typed text.
-- Changed for this copy: tickets can be found by number, order and staff, devices by customer, users and tickets by their last change.

CREATE TABLE hd_user (
  uid INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  uname VARCHAR(50),
  mobile VARCHAR(30),
  email VARCHAR(80),
  company VARCHAR(100),
  cust_code VARCHAR(30) COMMENT '客户编码: 财务号/销售号/空 混用',
  vip TINYINT DEFAULT 0,
  regtime INT UNSIGNED,
  lasttime INT UNSIGNED,
  status TINYINT DEFAULT 1,
  KEY k_m (mobile),
  KEY k_cc (cust_code),
  KEY k_l (lasttime)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 COMMENT='报障用户';

CREATE TABLE hd_cat (
  catid INT PRIMARY KEY,
  pid INT,
  catname VARCHAR(40),
  sla_id INT
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE hd_staff (
  sid INT PRIMARY KEY,
  sname VARCHAR(30),
  grp INT,
  mobile VARCHAR(20),
  status TINYINT
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE hd_sla (
  sla_id INT PRIMARY KEY,
  sname VARCHAR(30),
  pri TINYINT,
  resp_min INT,
  solve_min INT
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE hd_ticket (
  id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  tno CHAR(16) COMMENT 'GD20230511-0032',
  uid INT UNSIGNED DEFAULT 0,
  cname VARCHAR(50),
  ctel VARCHAR(40),
  company VARCHAR(100),
  catid INT,
  title VARCHAR(120),
  content TEXT,
  pri TINYINT COMMENT '1紧急2高3中4低',
  status TINYINT COMMENT '0新建1已派2处理中3待客户4已解决5已关闭6作废',
  channel TINYINT COMMENT '1电话2网页3微信4邮件5前台',
  sid INT DEFAULT 0,
  order_no VARCHAR(30),
  room_no VARCHAR(10),
  prod_sn VARCHAR(40),
  is_complaint TINYINT DEFAULT 0,
  due_time INT UNSIGNED DEFAULT 0,
  first_resp INT UNSIGNED DEFAULT 0,
  solve_time INT UNSIGNED DEFAULT 0,
  close_time INT UNSIGNED DEFAULT 0,
  reopen TINYINT DEFAULT 0,
  satis TINYINT DEFAULT 0 COMMENT '0未评1-5',
  add_time INT UNSIGNED NOT NULL,
  up_time INT UNSIGNED,
  is_del TINYINT DEFAULT 0,
  KEY k_u (uid),
  KEY k_t (add_time),
  KEY k_tel (ctel),
  KEY k_no (tno),
  KEY k_o (order_no),
  KEY k_s (sid),
  KEY k_up (up_time)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 COMMENT='工单';

CREATE TABLE hd_reply (
  rid INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  tid INT UNSIGNED,
  uid INT UNSIGNED DEFAULT 0,
  sid INT DEFAULT 0,
  is_inner TINYINT DEFAULT 0,
  content TEXT,
  add_time INT UNSIGNED,
  KEY k_t (tid)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE hd_log (
  lid INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  tid INT UNSIGNED,
  st_from TINYINT,
  st_to TINYINT,
  sid INT,
  add_time INT UNSIGNED,
  KEY k_t (tid)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE hd_visit (
  vid INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  tid INT UNSIGNED,
  score TINYINT,
  nps TINYINT,
  remark VARCHAR(255),
  add_time INT UNSIGNED,
  KEY k_t (tid)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 COMMENT='回访';

CREATE TABLE hd_asset (
  sn VARCHAR(40) PRIMARY KEY,
  cust_code VARCHAR(30),
  model VARCHAR(60),
  sell_date CHAR(10),
  warr_end CHAR(10) COMMENT 'YYYY/MM/DD',
  KEY k_c (cust_code)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;
