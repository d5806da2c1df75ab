create table accounts(id int primary key, owner text not null, balance numeric not null, frozen boolean not null default false);
insert into accounts select i, 'player-' || i, 20 + i % 500, i % 11 = 0 from generate_series(1, 20000) i;
create table movements(id bigserial primary key, account int not null references accounts, amount numeric not null, why text not null, at timestamptz not null default now());
create index movements_account on movements(account);
insert into movements(account, amount, why) select 1 + i % 20000, i % 40, 'top-up' from generate_series(0, 59999) i;
