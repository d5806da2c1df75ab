create table meters(id bigint primary key, street text, city text, serial text not null);
insert into meters select i, 'Street ' || i % 700, 'City ' || i % 50, 'SN' || 100000 + i from generate_series(1, 50000) i;
create table readings(id bigserial primary key, meter_id bigint not null, kwh numeric(10,3) not null, read_at timestamptz default now());
insert into readings(meter_id, kwh, read_at) select 1 + i::bigint * 7919 % 50000, 10 + i % 50, now() - i * interval '3 seconds' from generate_series(1, 300000) i;
create index readings_meter on readings(meter_id);
create table contracts(id bigint primary key, customer text, balance numeric(12,2) not null default 0);
insert into contracts select i, 'c' || i, 100 from generate_series(1, 5000) i;
analyze;
