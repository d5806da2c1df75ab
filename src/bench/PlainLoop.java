import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What reading alone costs in Java: lines decoded one by one, nothing done with them.
final class PlainLoop {
    public static void main(String[] args) throws IOException {
        long characters = 0;
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]), java.nio.charset.StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                characters += line.length();
            }
        }
        System.out.println(characters);
    }
}
