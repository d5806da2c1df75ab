create table parcels(id bigserial primary key, recipient text not null, grams int not null, reference text, state text not null default 'created', created_at timestamptz default now());
insert into parcels(recipient, grams, reference, state)
  select case when i % 3 = 0 then 'Jürgen Groß ' || i when i % 3 = 1 then 'Zoë Łukasz ' || i else 'Peter Baker ' || i end, 200 + i % 9000, 'ch_' || md5(i::text), 'delivered' from generate_series(1, 50000) i;
create table slots(id bigint primary key, depot int not null, free int not null);
insert into slots select i, i % 40, 100000 from generate_series(1, 400) i;
create index slots_depot on slots(depot);
create table bookings(id bigserial primary key, slot_id bigint not null, parcel_id bigint not null, created_at timestamptz default now());
create table scans(id bigserial primary key, parcel_id bigint not null, depot text not null, scanned_at text not null);
analyze;
