{application, quotes, [{description, "Prices for senders"}, {vsn, "4"}, {registered, []}, {mod, {'Elixir.Quotes', []}}, {env, []},
  {applications, [kernel, stdlib, elixir, logger, inets, ssl, ranch, cowboy]}]}.
