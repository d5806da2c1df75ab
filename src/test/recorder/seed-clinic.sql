create table slots(id bigint primary key, doctor text not null, starts timestamptz not null, patient text);
insert into slots select i, 'dr-' || i % 40, now() + i * interval '3 minutes', case when i % 3 = 0 then 'p' || i end from generate_series(1, 30000) i;
create index slots_doctor on slots(doctor);
analyze;
