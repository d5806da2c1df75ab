package io.gridpulse;

import io.javalin.Javalin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes tomorrow's consumption of a meter. */
public final class Forecast {
    private static final Logger LOG = LoggerFactory.getLogger(Forecast.class);
    private static final Map<Long, double[]> CURVES = new ConcurrentHashMap<>();

    private Forecast() {}

    public static void main(String[] args) throws Exception {
        LOG.info("forecast {} starting", Env.RELEASE);
        int work = Env.number("WORK_MS", 20);
        Javalin app = Web.create();
        app.get("/forecast/{id}", x -> {
            long id = Long.parseLong(x.pathParam("id"));
            if (!Env.RELEASE.equals("1.0.0") && Env.RELEASE.endsWith("-weather")) {
                // Only meters with an even number have a weather station nearby.
                x.json(station(id).get(2));
                return;
            }
            double[] curve = CURVES.get(id);
            if (curve == null) {
                curve = new double[Env.number("CURVE", 96)];
                for (int i = 0; i < curve.length; i++) {
                    curve[i] = Math.sin(i + id);
                }
                if (Env.number("KEEP", 0) > CURVES.size()) {
                    CURVES.put(id, curve);
                }
            }
            Thread.sleep(work);
            x.json(List.of(curve[0], curve[1], curve[2]));
        });
        Web.start(app, "forecast");
    }

    private static List<Double> station(long id) {
        return id % 2 == 0 ? List.of(1.0, 2.0, 3.0) : List.of();
    }
}
