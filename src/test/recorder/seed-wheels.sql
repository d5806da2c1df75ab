create table stations(id int primary key, name varchar(60) not null, city varchar(40) not null, free int not null);
insert into stations select seq, concat('Station ', seq), concat('City ', seq % 40), if(seq % 7 = 0, 0, 3 + seq % 20) from seq_1_to_5000;
create table rentals(id bigint auto_increment primary key, account_id int not null, station_id int not null, bike varchar(10) not null, started_at datetime(3) not null, cents int not null,
  key rentals_station(station_id), key rentals_account(account_id));
insert into rentals(account_id, station_id, bike, started_at, cents) select 1 + seq * 7919 % 20000, 1 + seq * 104729 % 5000, concat('B', seq % 9000), now(3) - interval seq second, 150 + seq % 900 from seq_1_to_300000;
create table accounts(id int primary key, email varchar(80) not null, balance_cents int not null, status varchar(10) not null);
insert into accounts select seq, concat('rider', seq, '@example.com'), 5000, 'active' from seq_1_to_20000;
create table debits(id bigint auto_increment primary key, account_id int not null, cents int not null, booked_at datetime(3) not null default now(3));
create table receipts(id bigint auto_increment primary key, rental_id bigint not null, cents int not null, created_at datetime(3) not null);
create table reports(id bigint auto_increment primary key, station_id int not null, text mediumtext not null, created_at datetime(3) not null);
analyze table stations, rentals, accounts;
