{application, bids, [{description, "Auctions of items"}, {vsn, "0.9"}, {registered, []}, {mod, {'Elixir.Bids', []}}, {env, []},
  {applications, [kernel, stdlib, elixir, logger, ranch, cowboy]}]}.
