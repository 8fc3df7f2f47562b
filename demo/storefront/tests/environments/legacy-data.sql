-- Customers as production has them: every third account is older than 1.4.0 and stored as its owner typed it.
insert into customers (email, name, password_hash, created_at)
select case when n % 3 = 1 then format('Customer.%s@Example.com', n) else format('customer.%s@example.com', n) end,
       'Customer ' || n, 'HASH', now() - make_interval(days => case when n % 3 = 1 then 400 + n else n end)
from generate_series(1, 30) n;
