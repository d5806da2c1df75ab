-module(wallet_db).
-behaviour(gen_server).
-behaviour(poolboy_worker).
-export([start_link/1, query/2, query/3, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start_link(_) -> gen_server:start_link(?MODULE, [], []).

query(Worker, Sql) -> query(Worker, Sql, 5000).
query(Worker, Sql, Timeout) -> gen_server:call(Worker, {query, Sql}, Timeout).

init([]) ->
    process_flag(trap_exit, true),
    case pgsql:connect([{host, os:getenv("PGHOST")}, {database, "arcade"}, {user, "wallet"}, {password, os:getenv("PGPASSWORD")}, {port, 5432}, {as_binary, true}]) of
        {ok, Db} -> link(Db), {ok, Db};
        {error, Reason} -> {stop, {cannot_connect, Reason}}
    end.

handle_call({query, Sql}, _, Db) ->
    case pgsql:squery(Db, Sql) of
        {ok, [{_, _, Rows}]} -> {reply, {ok, Rows}, Db};
        {ok, [{error, E} | _]} -> {reply, {error, E}, Db};
        {ok, Other} -> {reply, {ok, Other}, Db};
        Error -> {stop, Error, Error, Db}
    end.

handle_cast(_, Db) -> {noreply, Db}.

handle_info({'EXIT', Db, Reason}, Db) -> {stop, Reason, Db};
handle_info(_, Db) -> {noreply, Db}.
