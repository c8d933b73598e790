-- What plain SQL says of each customer. Written from the tables, without the mapping.
-- A column is named like the field of the graph it is compared with; <name>_currency makes an amount of <name>.

-- figure: customer
SELECT s.id AS customer, IF(s.type = '会员' AND LENGTH(s.contacts) > 0, s.contacts, s.supplier) AS name,
       IF(s.type = '会员', 'PERSON', 'ORGANISATION') AS kind, NULLIF(s.email, '') AS email, NULLIF(s.address, '') AS address,
       NULLIF(TRIM(BOTH ', ' FROM CONCAT_WS(', ', NULLIF(s.phone_num, ''), NULLIF(s.telephone, ''))), '') AS phones,
       NULLIF(s.tax_num, '') AS taxNo
FROM jsh_supplier s WHERE s.delete_flag = '0' AND s.type <> '供应商' AND s.tenant_id = 63;

-- figure: salesSummary
SELECT s.id AS customer, COUNT(h.id) AS orderCount, 0 AS ordersWithoutTotal,
       DATE(MIN(h.oper_time)) AS firstOrderOn, DATE(MAX(h.oper_time)) AS lastOrderOn
FROM jsh_supplier s LEFT JOIN jsh_depot_head h ON h.organ_id = s.id AND h.number LIKE 'XSDD%' AND h.delete_flag = '0'
WHERE s.delete_flag = '0' AND s.type <> '供应商' GROUP BY s.id;

-- figure: salesSummary.orderTotals
SELECT h.organ_id AS customer, 'CNY' AS item, SUM(i.tax_last_money) AS total, 'CNY' AS total_currency
FROM jsh_depot_head h JOIN jsh_depot_item i ON i.header_id = h.id AND i.delete_flag = '0'
WHERE h.number LIKE 'XSDD%' AND h.delete_flag = '0' GROUP BY h.organ_id;

-- figure: orders
SELECT h.organ_id AS customer, h.number AS item, 'ORDER' AS kind, DATE(h.oper_time) AS orderedOn,
       ELT(h.status + 1, 'DRAFT', 'APPROVED', 'SHIPPED') AS status, 'null (NOT_AVAILABLE)' AS cancelled,
       'null (NOT_AVAILABLE)' AS cost, 'null (NOT_AVAILABLE)' AS paidOn, SUM(i.all_price) AS total, 'CNY' AS total_currency
FROM jsh_depot_head h JOIN jsh_depot_item i ON i.header_id = h.id AND i.delete_flag = '0'
WHERE h.number LIKE 'XSDD%' AND h.delete_flag = '0' GROUP BY h.id;

-- figure: orders.lines
SELECT h.organ_id AS customer, CONCAT(h.number, '/', i.id) AS item, m.name AS "product.name",
       (SELECT MAX(e.bar_code) FROM jsh_material_extend e
        WHERE e.material_id = m.id AND e.delete_flag = '0' AND e.default_flag = 1) AS "product.number",
       i.oper_number AS quantity, i.unit_price AS unitPrice, 'CNY' AS unitPrice_currency, i.all_price AS net, 'CNY' AS net_currency
FROM jsh_depot_head h JOIN jsh_depot_item i ON i.header_id = h.id AND i.delete_flag = '0' JOIN jsh_material m ON m.id = i.material_id
WHERE h.number LIKE 'XSDD%' AND h.delete_flag = '0';

-- figure: invoices
SELECT organ_id AS customer, number AS item, IF(type = '入库', 'CREDIT_NOTE', 'INVOICE') AS kind, DATE(oper_time) AS issuedOn,
       NULL AS dueOn, IF(type = '入库', -1, 1) * GREATEST(total_price, -total_price) AS amount, 'CNY' AS amount_currency,
       IF(type = '入库', -1, 1) * GREATEST(change_amount, -change_amount) AS paid, 'CNY' AS paid_currency,
       IF(type = '入库', -1, 1) * (GREATEST(total_price, -total_price) - GREATEST(change_amount, -change_amount)) AS openAmount,
       'CNY' AS openAmount_currency, IF(total_price = change_amount, 'PAID', 'PARTIAL') AS status, 'null (NOT_AVAILABLE)' AS tax
FROM jsh_depot_head WHERE LEFT(number, 4) IN ('XSCK', 'XSTH', 'LSCK', 'LSTH') AND delete_flag = '0';

-- figure: receivables
SELECT id AS customer, 0 AS unknownDocuments FROM jsh_supplier WHERE delete_flag = '0' AND type <> '供应商';

-- figure: receivables.balances
SELECT organ_id AS customer, 'CNY' AS item,
       SUM(IF(type = '入库', -1, 1) * (ABS(total_price) - ABS(change_amount))) AS open, 'CNY' AS open_currency,
       0 AS overdue, 'CNY' AS overdue_currency, COUNT(*) AS openDocuments, NULL AS oldestDueOn
FROM jsh_depot_head
WHERE LEFT(number, 4) IN ('XSCK', 'XSTH', 'LSCK', 'LSTH') AND delete_flag = '0' AND total_price <> change_amount GROUP BY organ_id;

-- figure: receipts
SELECT h.organ_id AS customer, h.bill_no AS item, IF(h.bill_no LIKE 'SYF%', 'ADVANCE', 'RECEIPT') AS kind,
       DATE(h.bill_time) AS receivedOn, SUM(i.each_amount) AS amount, 'CNY' AS amount_currency,
       'null (NOT_AVAILABLE)' AS method, 'null (NOT_AVAILABLE)' AS allocated, 'null (NOT_AVAILABLE)' AS unallocated
FROM jsh_account_head h JOIN jsh_account_item i ON i.header_id = h.id AND i.delete_flag = '0'
WHERE (h.bill_no LIKE 'SK%' OR h.bill_no LIKE 'SYF%') AND h.delete_flag = '0' GROUP BY h.id;
