-- Customers as every release since 1.4.0 writes them: lower case.
insert into customers (email, name, password_hash, created_at)
select format('customer.%s@example.com', n), 'Customer ' || n, 'HASH', now() - make_interval(days => n)
from generate_series(1, 30) n;
