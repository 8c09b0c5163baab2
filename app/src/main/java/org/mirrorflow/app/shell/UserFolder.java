package org.mirrorflow.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the lab keeps what is the person's own: the last session, the files that were open, preferences. */
public final class UserFolder {

    /** System property that names another folder, for tests and for portable installations. */
    public static final String PROPERTY = "mirrorflow.home";

    private static final String NAME = "mirrorflow-lab";

    private UserFolder() {}

    /**
     * The folder, made if need be: {@code %LOCALAPPDATA%} on Windows, {@code ~/Library/Application Support} on macOS,
     * {@code $XDG_STATE_HOME} or {@code ~/.local/state} elsewhere.
     *
     * @throws IOException when it cannot be made
     */
    public static Path path() throws IOException {
        return Files.createDirectories(place(System.getProperties(), System.getenv()));
    }

    static Path place(Properties system, Map<String, String> environment) {
        String chosen = system.getProperty(PROPERTY);
        if (chosen != null) {
            return Path.of(chosen);
        }
        Path home = Path.of(system.getProperty("user.home", "."));
        String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            return under(
                    environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
        }
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        return under(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"));
    }

    private static Path under(@Nullable String given, Path usual) {
        return (given == null || given.isBlank() ? usual : Path.of(given)).resolve(NAME);
    }
}
