defmodule Quotes do
  @moduledoc "Prices for senders: cowboy, :httpc to the tariff service."
  use Application
  require Logger

  @impl true
  def start(_type, _args) do
    :counts.new()
    :httpc.set_options(max_sessions: 200)
    {:ok, ip} = :inet.parse_address(String.to_charlist(System.fetch_env!("HOST")))
    routes = :cowboy_router.compile([{:_, [{"/healthz", Quotes.Http, :health}, {"/metrics-lite", Quotes.Http, :metrics}, {"/quotes", Quotes.Http, :quote}]}])
    {:ok, _} = :cowboy.start_clear(:quotes_http, %{socket_opts: [ip: ip, port: String.to_integer(System.fetch_env!("PORT"))]}, %{env: %{dispatch: routes}})
    Logger.info("quotes #{System.get_env("RELEASE")}: tariff timeout #{Quotes.Tariff.timeout()} ms, #{Quotes.Tariff.attempts()} attempts")
    Supervisor.start_link([], strategy: :one_for_one)
  end
end

defmodule Quotes.Tariff do
  require Logger

  def timeout(), do: String.to_integer(System.get_env("TARIFF_TIMEOUT_MS", "2000"))
  def attempts(), do: String.to_integer(System.get_env("TARIFF_ATTEMPTS", "2"))

  def price(zone, kg, rid), do: price(zone, kg, rid, 1, attempts())

  defp price(zone, kg, rid, attempt, most) do
    url = String.to_charlist("#{System.fetch_env!("TARIFF_URL")}/price?zone=#{zone}&kg=#{kg}")
    headers = [{'x-request-id', String.to_charlist(rid)}, {'connection', 'close'}]

    case :httpc.request(:get, {url, headers}, [timeout: timeout(), connect_timeout: timeout()], body_format: :binary) do
      {:ok, {{_, 200, _}, _, body}} ->
        {:ok, :jiffy.decode(body, [:return_maps])["price"]}

      other ->
        why = case other do {:ok, {{_, status, _}, _, _}} -> status; {:error, reason} -> reason end
        Logger.warning("tariff attempt #{attempt}/#{most} failed: #{inspect(why)}")
        if attempt < most, do: price(zone, kg, rid, attempt + 1, most), else: {:error, why}
    end
  end
end

defmodule Quotes.Http do
  require Logger

  def init(req, :health), do: {:ok, :cowboy_req.reply(200, %{}, "ok\n", req), :health}
  def init(req, :metrics), do: {:ok, :cowboy_req.reply(200, %{"content-type" => "application/json"}, :counts.json([]), req), :metrics}

  def init(req, :quote) do
    start = System.monotonic_time(:millisecond)
    rid = :cowboy_req.header("x-request-id", req, "-")
    Logger.metadata(request_id: rid)
    %{zone: zone, kg: kg} = :cowboy_req.match_qs([:zone, :kg], req)

    {status, body} =
      case Quotes.Tariff.price(zone, kg, rid) do
        {:ok, price} -> {200, %{price: price}}
        {:error, why} ->
          Logger.error("no quote for zone #{zone}, #{kg} kg: #{inspect(why)}")
          {504, %{error: "no price"}}
      end

    took = System.monotonic_time(:millisecond) - start
    :counts.add(status, took)
    Logger.info("GET /quotes sent #{status} in #{took}ms")
    {:ok, :cowboy_req.reply(status, %{"content-type" => "application/json"}, :jiffy.encode(body), req), :quote}
  end
end
