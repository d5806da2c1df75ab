defmodule Bids do
  @moduledoc "Auctions of items: cowboy, eredis; the board of the open auctions is kept in memory and saved to a file."
  use Application
  require Logger

  @impl true
  def start(_type, _args) do
    :counts.new()
    {:ok, ip} = :inet.parse_address(String.to_charlist(System.fetch_env!("HOST")))
    routes = :cowboy_router.compile([{:_, [{"/healthz", Bids.Http, :health}, {"/metrics-lite", Bids.Http, :metrics}, {"/auctions/:id", Bids.Http, :auction}, {"/auctions/:id/bids", Bids.Http, :bid}]}])
    with {:ok, sup} <- Supervisor.start_link([Bids.Store, Bids.Board], strategy: :one_for_one, max_restarts: 3, name: Bids.Supervisor) do
      {:ok, _} = :cowboy.start_clear(:bids_http, %{socket_opts: [ip: ip, port: String.to_integer(System.fetch_env!("PORT"))]}, %{env: %{dispatch: routes}})
      Logger.info("bids #{System.get_env("RELEASE")} running with :cowboy at #{System.get_env("HOST")}:#{System.get_env("PORT")}")
      {:ok, sup}
    end
  end

  @impl true
  def prep_stop(state) do
    Logger.info("draining connections")
    :ranch.suspend_listener(:bids_http)
    state
  end
end

defmodule Bids.Store do
  @moduledoc "One connection to Redis."
  def child_spec(_), do: %{id: __MODULE__, start: {__MODULE__, :start_link, []}}

  def start_link() do
    {:ok, pid} = :eredis.start_link(String.to_charlist(System.fetch_env!("REDIS_HOST")), 6379, 0, '', 500, 2000)
    Process.register(pid, __MODULE__)
    {:ok, pid}
  end

  def q(command), do: :eredis.q(__MODULE__, command, 2000)
end

defmodule Bids.Board do
  use GenServer
  require Logger

  def start_link(_), do: GenServer.start_link(__MODULE__, System.fetch_env!("BOARD_FILE"), name: __MODULE__)
  def open?(id), do: GenServer.call(__MODULE__, {:open?, id})

  @impl true
  def init(file) do
    board = if File.exists?(file), do: file |> File.read!() |> :erlang.binary_to_term(), else: Map.new(1..600, &{&1, :open})
    Logger.info("board with #{map_size(board)} open auctions")
    :timer.send_interval(5000, :save)
    {:ok, {file, board}}
  end

  @impl true
  def handle_call({:open?, id}, _from, {_, board} = state), do: {:reply, Map.get(board, id) == :open, state}

  @impl true
  def handle_info(:save, {file, board} = state) do
    if System.get_env("BOARD_SAVE") != "off", do: File.write!(file, :erlang.term_to_binary(board))
    {:noreply, state}
  end
end

defmodule Bids.Http do
  require Logger

  def init(req, :health), do: {:ok, :cowboy_req.reply(200, %{}, "ok\n", req), :health}
  def init(req, :metrics), do: {:ok, :cowboy_req.reply(200, %{"content-type" => "application/json"}, :counts.json([]), req), :metrics}

  def init(req, what) do
    start = System.monotonic_time(:millisecond)
    Logger.metadata(request_id: :cowboy_req.header("x-request-id", req, "-"))
    id = String.to_integer(:cowboy_req.binding(:id, req))

    {status, body} =
      try do
        answer(what, id)
      rescue
        e ->
          Logger.error(Exception.format(:error, e, __STACKTRACE__))
          {500, %{error: :internal}}
      catch
        :exit, reason ->
          Logger.error(Exception.format(:exit, reason, __STACKTRACE__))
          {500, %{error: :internal}}
      end

    took = System.monotonic_time(:millisecond) - start
    :counts.add(status, took)
    Logger.info("#{:cowboy_req.method(req)} #{:cowboy_req.path(req)} sent #{status} in #{took}ms")
    {:ok, :cowboy_req.reply(status, %{"content-type" => "application/json"}, :jiffy.encode(body), req), what}
  end

  defp answer(:auction, id) do
    {:ok, best} = Bids.Store.q(["GET", "auction:#{id}"])
    {200, %{id: id, best: if(best == :undefined, do: nil, else: best), open: Bids.Board.open?(id)}}
  end

  defp answer(:bid, id) do
    if Bids.Board.open?(id) do
      {:ok, best} = Bids.Store.q(["INCRBY", "auction:#{id}", "5"])
      {201, %{best: best}}
    else
      {409, %{error: "closed"}}
    end
  end
end
