create table product(id serial primary key, sku text not null, name text not null, category int not null, price numeric(8,2) not null);
insert into product(sku, name, category, price) select 'SKU-' || i, 'Product ' || md5(i::text), i % 3000, 1 + i % 500 from generate_series(1, 300000) i;
create unique index product_sku on product(sku);
create index product_category on product(category);
create table accounts(member text primary key, points int not null default 0);
insert into accounts select 'm' || i, 500 + i % 1000 from generate_series(0, 4999) i;
create table redemptions(id bigserial primary key, member text not null, points int not null, created_at timestamptz default now());
analyze;
