%% Counts requests for the sampler of the recorder.
-module(counts).
-export([new/0, add/2, json/1]).

new() -> persistent_term:put(counts, counters:new(3, [])).

add(Status, Millis) ->
    C = persistent_term:get(counts),
    counters:add(C, 1, 1),
    counters:add(C, 3, Millis),
    case Status >= 500 of true -> counters:add(C, 2, 1); false -> ok end.

json(More) ->
    C = persistent_term:get(counts),
    jiffy:encode({[{<<"requests">>, counters:get(C, 1)}, {<<"errors">>, counters:get(C, 2)}, {<<"latency_ms_sum">>, counters:get(C, 3)},
                   {<<"erlang_vm_memory_mib">>, erlang:memory(total) div 1048576}, {<<"erlang_vm_process_count">>, erlang:system_info(process_count)} | More]}).
