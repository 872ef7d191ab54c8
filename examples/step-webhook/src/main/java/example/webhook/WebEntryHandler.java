package example.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import meta.spi.Effect;
import meta.spi.EffectContext;
import meta.spi.EffectHandler;

/**
 * Creates an entry on a web server with PUT and removes it with DELETE. The class uses {@code HttpURLConnection}, because the Java of the plugins has
 * no module {@code java.net.http}.
 */
final class WebEntryHandler implements EffectHandler {
    static final String KIND = "webEntry";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isInForce(Effect effect, EffectContext context) throws IOException {
        return send("GET", effect, context, new byte[0]) == HttpURLConnection.HTTP_OK;
    }

    @Override
    public void apply(Effect effect, EffectContext context) throws IOException {
        requireSuccess(send("PUT", effect, context, effect.get("addresses").getBytes(StandardCharsets.UTF_8)), effect);
    }

    /** Removes the entry. The answer 404 is no error: the server has no such entry. */
    @Override
    public void undo(Effect effect, EffectContext context) throws IOException {
        int status = send("DELETE", effect, context, new byte[0]);
        if (status != HttpURLConnection.HTTP_NOT_FOUND) {
            requireSuccess(status, effect);
        }
    }

    private static int send(String method, Effect effect, EffectContext context, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(effect.get("url")).toURL().openConnection();
        int timeout = (int) Math.max(1, context.timeLeft().toMillis());
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setRequestMethod(method);
        try {
            if (body.length > 0) {
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static void requireSuccess(int status, Effect effect) throws IOException {
        if (status / 100 != 2) {
            throw new IOException(effect.get("url") + " answered " + status);
        }
    }
}
