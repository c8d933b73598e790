-- What plain SQL says of each customer. Written from the tables, without the mapping.
-- A column is named like the field of the graph it is compared with; <name>_currency makes an amount of <name>.

-- figure: customer
SELECT id AS customer, company AS name, 'ORGANISATION' AS kind, NULL AS taxNo,
       NULLIF(CONCAT_WS(', ', business_phone, home_phone, mobile_phone), '') AS phones, email_address AS email,
       CONCAT(address, ', ', city, ', ', state_province) AS address
FROM customers;

-- figure: salesSummary
SELECT c.id AS customer, COUNT(o.id) AS orderCount, COUNT(o.id) - COUNT(t.goods) AS ordersWithoutTotal,
       DATE(MIN(o.order_date)) AS firstOrderOn, DATE(MAX(o.order_date)) AS lastOrderOn
FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
LEFT JOIN (SELECT order_id, SUM(quantity * unit_price * (1 - discount)) AS goods FROM order_details GROUP BY order_id) t
  ON t.order_id = o.id
GROUP BY c.id;

-- figure: salesSummary.orderTotals
SELECT o.customer_id AS customer, 'USD' AS item, SUM(t.goods + o.shipping_fee + o.taxes) AS total, 'USD' AS total_currency
FROM orders o
JOIN (SELECT order_id, SUM(quantity * unit_price * (1 - discount)) AS goods FROM order_details GROUP BY order_id) t
  ON t.order_id = o.id
GROUP BY o.customer_id;

-- figure: orders
SELECT o.customer_id AS customer, o.id AS item, 'ORDER' AS kind,
       CASE o.status_id WHEN 0 THEN 'OPEN' WHEN 1 THEN 'INVOICED' WHEN 2 THEN 'SHIPPED' WHEN 3 THEN 'FULFILLED' END AS status,
       DATE(o.order_date) AS orderedOn, DATE(o.paid_date) AS paidOn, 'null (NOT_AVAILABLE)' AS cancelled,
       'null (NOT_AVAILABLE)' AS cost,
       (SELECT SUM(d.quantity * d.unit_price * (1 - d.discount)) FROM order_details d WHERE d.order_id = o.id)
         + o.shipping_fee + o.taxes AS total, 'USD' AS total_currency
FROM orders o;

-- figure: orders.lines
SELECT o.customer_id AS customer, CONCAT(o.id, '/', d.id) AS item, p.product_code AS "product.number", p.product_name AS "product.name",
       d.quantity, d.unit_price AS unitPrice, 'USD' AS unitPrice_currency,
       d.quantity * d.unit_price * (1 - d.discount) AS net, 'USD' AS net_currency, 'null (NOT_AVAILABLE)' AS tax
FROM order_details d JOIN orders o ON o.id = d.order_id JOIN products p ON p.id = d.product_id;

-- figure: invoices
SELECT o.customer_id AS customer, i.id AS item, 'INVOICE' AS kind, DATE(i.invoice_date) AS issuedOn, NULL AS dueOn,
       SUM(d.quantity * d.unit_price * (1 - d.discount)) + o.shipping_fee + o.taxes AS amount, 'USD' AS amount_currency,
       'null (NOT_AVAILABLE)' AS paid,
       CASE WHEN o.paid_date IS NULL THEN SUM(d.quantity * d.unit_price * (1 - d.discount)) + o.shipping_fee + o.taxes
         ELSE 0 END AS openAmount, 'USD' AS openAmount_currency,
       CASE WHEN o.paid_date IS NULL THEN 'OPEN' ELSE 'PAID' END AS status
FROM invoices i JOIN orders o ON o.id = i.order_id JOIN order_details d ON d.order_id = o.id
GROUP BY i.id, o.id;

-- figure: receivables
SELECT id AS customer, 0 AS unknownDocuments FROM customers;

-- figure: receivables.balances
SELECT o.customer_id AS customer, 'USD' AS item, SUM(t.goods + o.shipping_fee + o.taxes) AS open, 'USD' AS open_currency,
       0 AS overdue, 'USD' AS overdue_currency, COUNT(*) AS openDocuments, NULL AS oldestDueOn
FROM invoices i JOIN orders o ON o.id = i.order_id AND o.paid_date IS NULL
JOIN (SELECT order_id, SUM(quantity * unit_price * (1 - discount)) AS goods FROM order_details GROUP BY order_id) t
  ON t.order_id = o.id
GROUP BY o.customer_id;

-- figure: receipts
SELECT customer_id AS customer, id AS item, 'RECEIPT' AS kind, DATE(paid_date) AS receivedOn,
       CASE payment_type WHEN 'Check' THEN 'CHEQUE' WHEN 'Credit Card' THEN 'CARD' WHEN 'Cash' THEN 'CASH' END AS method,
       'null (NOT_AVAILABLE)' AS amount, 'null (NOT_AVAILABLE)' AS unallocated
FROM orders WHERE paid_date IS NOT NULL;
