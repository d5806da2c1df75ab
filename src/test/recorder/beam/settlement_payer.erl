-module(settlement_payer).
-behaviour(gen_server).
-include_lib("kernel/include/logger.hrl").
-include_lib("amqp_client/include/amqp_client.hrl").
-export([start_link/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

init([]) ->
    timer:sleep(800),
    {ok, Connection} = amqp_connection:start(#amqp_params_network{host = os:getenv("AMQP_HOST"), heartbeat = 10}),
    link(Connection),
    {ok, Channel} = amqp_connection:open_channel(Connection),
    #'queue.declare_ok'{message_count = Ready} = amqp_channel:call(Channel, #'queue.declare'{queue = <<"settlements">>, durable = true}),
    #'basic.qos_ok'{} = amqp_channel:call(Channel, #'basic.qos'{prefetch_count = 1}),
    #'basic.consume_ok'{} = amqp_channel:call(Channel, #'basic.consume'{queue = <<"settlements">>}),
    ?LOG_NOTICE("consuming settlements, ~b ready", [Ready]),
    {ok, #{channel => Channel, paid => 0}}.

handle_info(#'basic.consume_ok'{}, State) -> {noreply, State};
handle_info({#'basic.deliver'{delivery_tag = Tag}, #amqp_msg{payload = Payload}}, State = #{channel := Channel, paid := Paid}) ->
    {Match} = jiffy:decode(Payload),
    Share = share(proplists:get_value(<<"pot">>, Match), proplists:get_value(<<"winners">>, Match)),
    timer:sleep(20),
    ?LOG_NOTICE("match ~s settled: ~.2f for each of ~b", [proplists:get_value(<<"id">>, Match), Share, length(proplists:get_value(<<"winners">>, Match))]),
    amqp_channel:cast(Channel, #'basic.ack'{delivery_tag = Tag}),
    {noreply, State#{paid := Paid + 1}}.

share(Pot, Winners) -> Pot / length(Winners).

handle_call(_, _, State) -> {reply, ok, State}.

handle_cast(_, State) -> {noreply, State}.
