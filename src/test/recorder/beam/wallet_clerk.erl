%% Writes statements. A clerk lives as long as the service and works for one player after the other.
-module(wallet_clerk).
-behaviour(gen_server).
-compile([{parse_transform, lager_transform}]).
-export([start_link/1, statement/1, init/1, handle_call/3, handle_cast/2]).

start_link(N) -> gen_server:start_link({local, list_to_atom("clerk_" ++ integer_to_list(N))}, ?MODULE, N, []).

statement(Id) -> gen_server:call(list_to_atom("clerk_" ++ integer_to_list(1 + Id rem 4)), {statement, Id}, 6000).

init(N) -> {ok, #{n => N, release => os:getenv("RELEASE"), kept => #{}}}.

handle_call({statement, Id}, _, State) ->
    try poolboy:checkout(wallet_db, true, 3000) of
        Db -> write(Db, Id, State)
    catch
        exit:Reason -> {reply, {error, Reason}, State}
    end.

write(Db, Id, State = #{release := "3.5.0", kept := Kept}) ->
    {ok, Rows} = wallet_db:query(Db, io_lib:format("select id, amount, why, at from movements where account >= ~b order by account, at limit 1500", [Id])),
    poolboy:checkin(wallet_db, Db),
    % The pages behind the first one are ready when the player asks for them.
    Pages = [[{M, binary_to_list(A), binary_to_list(W), binary_to_list(T)} || [M, A, W, T] <- Rows]],
    {reply, {ok, lists:sublist(Rows, 20)}, State#{kept := Kept#{{Id, erlang:unique_integer()} => Pages}}};
write(Db, Id, State) ->
    {ok, [[Frozen]]} = wallet_db:query(Db, io_lib:format("select frozen from accounts where id = ~b", [Id])),
    case Frozen of
        <<"t">> ->
            lager:info("no statement for account ~b: frozen", [Id]),
            {reply, {error, frozen}, State};
        _ ->
            {ok, Rows} = wallet_db:query(Db, io_lib:format("select id, amount, why, at from movements where account = ~b order by at limit 20", [Id])),
            poolboy:checkin(wallet_db, Db),
            {reply, {ok, Rows}, State}
    end.

handle_cast(_, State) -> {noreply, State}.
