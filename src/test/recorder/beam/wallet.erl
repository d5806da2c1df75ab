%% Money of the players: cowboy, poolboy, p1_pgsql, httpc to the payment provider (third party).
-module(wallet).
-behaviour(application).
-behaviour(supervisor).
-compile([{parse_transform, lager_transform}]).
-export([start/2, stop/1, init/1, pool_report/0]).

env(Name, Default) -> case os:getenv(Name) of false -> Default; V -> V end.

start(_, _) ->
    counts:new(),
    {ok, Ip} = inet:parse_address(os:getenv("HOST")),
    Routes = cowboy_router:compile([{'_', [{"/healthz", wallet_http, health}, {"/metrics-lite", wallet_http, metrics}, {"/accounts/:id", wallet_http, account},
                                           {"/accounts/:id/spend", wallet_http, spend}, {"/accounts/:id/topup", wallet_http, topup},
                                           {"/accounts/:id/statement", wallet_http, statement}]}]),
    {ok, Sup} = supervisor:start_link({local, wallet_sup}, ?MODULE, []),
    {ok, _} = cowboy:start_clear(wallet_http, #{socket_opts => [{ip, Ip}, {port, list_to_integer(os:getenv("PORT"))}], num_acceptors => 10},
                                 #{env => #{dispatch => Routes}}),
    lager:info("wallet ~s listening on ~s:~s", [env("RELEASE", "?"), os:getenv("HOST"), os:getenv("PORT")]),
    {ok, Sup}.

stop(_) -> cowboy:stop_listener(wallet_http).

init([]) ->
    Pool = poolboy:child_spec(wallet_db, [{name, {local, wallet_db}}, {worker_module, wallet_db}, {size, list_to_integer(env("DB_POOL", "8"))}, {max_overflow, 0}], []),
    Clerks = [#{id => {clerk, N}, start => {wallet_clerk, start_link, [N]}} || N <- lists:seq(1, 4)],
    {ok, _} = timer:apply_interval(3000, ?MODULE, pool_report, []),
    {ok, {#{strategy => one_for_one, intensity => 10, period => 10}, [Pool | Clerks]}}.

pool_report() ->
    {State, Free, _, Busy} = poolboy:status(wallet_db),
    lager:info("pool wallet_db ~p: ~b free, ~b checked out", [State, Free, Busy]).
