{application, wallet, [{description, "Money of the players"}, {vsn, "3"}, {registered, []}, {mod, {wallet, []}}, {env, []},
  {applications, [kernel, stdlib, crypto, ssl, inets, ranch, cowboy, poolboy, stringprep, p1_pgsql, lager]}]}.
