{application, settlement, [{description, "Pays out matches"}, {vsn, "1"}, {registered, []}, {mod, {settlement, []}}, {env, []},
  {applications, [kernel, stdlib, amqp_client]}]}.
