-module(wallet_http).
-compile([{parse_transform, lager_transform}]).
-export([init/2]).

init(Req, health) -> {ok, cowboy_req:reply(200, #{}, <<"ok\n">>, Req), health};
init(Req, metrics) ->
    {_, Free, _, Busy} = poolboy:status(wallet_db),
    {ok, cowboy_req:reply(200, #{<<"content-type">> => <<"application/json">>},
                          counts:json([{<<"db_pool_active">>, Busy}, {<<"db_pool_max">>, Free + Busy}]), Req), metrics};
init(Req, What) ->
    Begin = erlang:monotonic_time(millisecond),
    Id = binary_to_integer(cowboy_req:binding(id, Req)),
    {Status, Body} =
        try answer(What, Id)
        catch Class:Reason:Stack ->
            lager:error("~s of account ~b failed ~p:~p ~s", [What, Id, Class, Reason, lager:pr_stacktrace(Stack)]),
            {500, {[{error, internal}]}}
        end,
    Took = erlang:monotonic_time(millisecond) - Begin,
    counts:add(Status, Took),
    lager:info("~s ~s ~b ~bms", [cowboy_req:method(Req), cowboy_req:path(Req), Status, Took]),
    {ok, cowboy_req:reply(Status, #{<<"content-type">> => <<"application/json">>}, jiffy:encode(Body), Req), What}.

db(Work) -> poolboy:transaction(wallet_db, Work, 3000).

answer(account, Id) ->
    {ok, Rows} = db(fun(W) -> wallet_db:query(W, io_lib:format("select owner, balance from accounts where id = ~b", [Id])) end),
    case Rows of
        [[Owner, Balance]] -> {200, {[{owner, Owner}, {balance, Balance}]}};
        [] -> {404, {[{error, <<"no such account">>}]}}
    end;
answer(spend, Id) ->
    {ok, _} = db(fun(W) -> wallet_db:query(W, io_lib:format("insert into movements(account, amount, why) values (~b, -1, 'game')", [Id])) end),
    {201, {[{ok, true}]}};
answer(statement, Id) ->
    case wallet_clerk:statement(Id) of
        {ok, Rows} -> {200, [[N, A, W] || [N, A, W | _] <- Rows]};
        {error, frozen} -> {403, {[{error, frozen}]}};
        {error, Reason} -> exit(Reason)
    end;
answer(topup, Id) ->
    Options = [{timeout, 3000}, {connect_timeout, 2000}] ++
        case os:getenv("CA_FILE") of
            false -> [];
            Ca -> [{ssl, [{verify, verify_peer}, {cacertfile, Ca}, {depth, 2}, {reuse_sessions, false},
                          {customize_hostname_check, [{match_fun, public_key:pkix_verify_hostname_match_fun(https)}]}]}]
        end,
    Body = jiffy:encode({[{account, Id}, {amount, <<"5.00">>}]}),
    case httpc:request(post, {os:getenv("PAY_URL") ++ "/v1/charges", [{"connection", "close"}], "application/json", Body}, Options, [{body_format, binary}]) of
        {ok, {{_, 200, _}, _, _}} ->
            {ok, _} = db(fun(W) -> wallet_db:query(W, io_lib:format("insert into movements(account, amount, why) values (~b, 5, 'top-up')", [Id])) end),
            {201, {[{ok, true}]}};
        {ok, {{_, Status, Phrase}, _, _}} ->
            lager:error("top-up of account ~b: provider answered ~b ~s", [Id, Status, Phrase]),
            {502, {[{error, provider}]}};
        {error, Reason} ->
            lager:error("top-up of account ~b: ~p", [Id, Reason]),
            {502, {[{error, provider}]}}
    end.
