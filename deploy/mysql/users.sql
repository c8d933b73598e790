-- Databases of the owned stores, and a user for each purpose with no more rights than that. Works on MySQL and MariaDB, and again.
-- create-users.sh puts the passwords in.

CREATE DATABASE IF NOT EXISTS crm_gateway CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE IF NOT EXISTS crm_customers CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE IF NOT EXISTS crm_sales CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The store of the gateway holds the audit trail: the gateway adds to it and reads it, and only another user changes tables.
CREATE USER IF NOT EXISTS 'own_gateway'@'%' IDENTIFIED BY '${OWN_GATEWAY_PASSWORD}';
ALTER USER 'own_gateway'@'%' IDENTIFIED BY '${OWN_GATEWAY_PASSWORD}' WITH MAX_USER_CONNECTIONS 5;
GRANT ALL ON `crm\_gateway`.* TO 'own_gateway'@'%';
CREATE USER IF NOT EXISTS 'crm_gateway'@'%' IDENTIFIED BY '${CRM_GATEWAY_PASSWORD}';
ALTER USER 'crm_gateway'@'%' IDENTIFIED BY '${CRM_GATEWAY_PASSWORD}' WITH MAX_USER_CONNECTIONS 30;
-- Earlier releases let it add rows to every table, also to those of the keys. MySQL takes back only what was granted, so it is granted first.
GRANT SELECT, INSERT ON `crm\_gateway`.* TO 'crm_gateway'@'%';
REVOKE INSERT ON `crm\_gateway`.* FROM 'crm_gateway'@'%';
-- The tables may not be there yet: a right on one that is missing is granted only together with CREATE, which is taken back at once.
GRANT INSERT, CREATE ON crm_gateway.audit_record TO 'crm_gateway'@'%';
GRANT INSERT, CREATE ON crm_gateway.audit_subject TO 'crm_gateway'@'%';
GRANT INSERT, CREATE ON crm_gateway.api_key_use TO 'crm_gateway'@'%';
REVOKE CREATE ON crm_gateway.audit_record FROM 'crm_gateway'@'%';
REVOKE CREATE ON crm_gateway.audit_subject FROM 'crm_gateway'@'%';
REVOKE CREATE ON crm_gateway.api_key_use FROM 'crm_gateway'@'%';

-- Owned stores: a subgraph creates and migrates its own tables.
CREATE USER IF NOT EXISTS 'crm_customers'@'%' IDENTIFIED BY '${CRM_CUSTOMERS_PASSWORD}';
ALTER USER 'crm_customers'@'%' IDENTIFIED BY '${CRM_CUSTOMERS_PASSWORD}' WITH MAX_USER_CONNECTIONS 30;
GRANT ALL ON `crm\_customers`.* TO 'crm_customers'@'%';
CREATE USER IF NOT EXISTS 'crm_sales'@'%' IDENTIFIED BY '${CRM_SALES_PASSWORD}';
ALTER USER 'crm_sales'@'%' IDENTIFIED BY '${CRM_SALES_PASSWORD}' WITH MAX_USER_CONNECTIONS 30;
GRANT ALL ON `crm\_sales`.* TO 'crm_sales'@'%';

-- Legacy databases: read, and nothing else. Each process that reads one opens 10 connections at most, and some to stop statements.
CREATE USER IF NOT EXISTS 'read_finance'@'%' IDENTIFIED BY '${READ_FINANCE_PASSWORD}';
ALTER USER 'read_finance'@'%' IDENTIFIED BY '${READ_FINANCE_PASSWORD}' WITH MAX_USER_CONNECTIONS 40;
GRANT SELECT ON `legacy\_fin`.* TO 'read_finance'@'%';
CREATE USER IF NOT EXISTS 'read_sales'@'%' IDENTIFIED BY '${READ_SALES_PASSWORD}';
ALTER USER 'read_sales'@'%' IDENTIFIED BY '${READ_SALES_PASSWORD}' WITH MAX_USER_CONNECTIONS 50;
GRANT SELECT ON `legacy\_sal`.* TO 'read_sales'@'%';
CREATE USER IF NOT EXISTS 'read_tickets'@'%' IDENTIFIED BY '${READ_TICKETS_PASSWORD}';
ALTER USER 'read_tickets'@'%' IDENTIFIED BY '${READ_TICKETS_PASSWORD}' WITH MAX_USER_CONNECTIONS 40;
GRANT SELECT ON `legacy\_svc`.* TO 'read_tickets'@'%';
CREATE USER IF NOT EXISTS 'read_pms'@'%' IDENTIFIED BY '${READ_PMS_PASSWORD}';
ALTER USER 'read_pms'@'%' IDENTIFIED BY '${READ_PMS_PASSWORD}' WITH MAX_USER_CONNECTIONS 40;
GRANT SELECT ON `legacy\_pms`.* TO 'read_pms'@'%';

-- The demo: its loader makes the legacy databases, each beside its place first.
CREATE USER IF NOT EXISTS 'load_demo'@'%' IDENTIFIED BY '${LOAD_DEMO_PASSWORD}';
ALTER USER 'load_demo'@'%' IDENTIFIED BY '${LOAD_DEMO_PASSWORD}';
GRANT ALL ON `legacy\_fin`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_fin\_loading`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_sal`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_sal\_loading`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_svc`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_svc\_loading`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_pms`.* TO 'load_demo'@'%';
GRANT ALL ON `legacy\_pms\_loading`.* TO 'load_demo'@'%';
