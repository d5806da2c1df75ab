%% Pays out the pots of finished matches: amqp_client, OTP logger.
-module(settlement).
-behaviour(application).
-behaviour(supervisor).
-export([start/2, stop/1, init/1]).

start(_, _) -> supervisor:start_link({local, settlement_sup}, ?MODULE, []).

stop(_) -> ok.

% A worker that ends is started again; a broken connection is no reason to give up.
init([]) -> {ok, {#{strategy => one_for_one, intensity => 1000, period => 10}, [#{id => payer, start => {settlement_payer, start_link, []}}]}}.
