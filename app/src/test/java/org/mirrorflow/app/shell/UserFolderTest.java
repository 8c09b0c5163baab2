package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Where a person's own files lie on each system. */
class UserFolderTest {

    private static Properties system(String os) {
        Properties system = new Properties();
        system.setProperty("os.name", os);
        system.setProperty("user.home", "/home/ada");
        return system;
    }

    @Test
    void eachSystemHasItsPlace() {
        Path home = Path.of("/home/ada");
        assertEquals(home.resolve(".local/state/mirrorflow-lab"), UserFolder.place(system("Linux"), Map.of()));
        assertEquals(
                Path.of("/var/ada/mirrorflow-lab"),
                UserFolder.place(system("Linux"), Map.of("XDG_STATE_HOME", "/var/ada")));
        assertEquals(
                home.resolve("Library/Application Support/mirrorflow-lab"),
                UserFolder.place(system("Mac OS X"), Map.of()));
        assertEquals(
                Path.of("/data/mirrorflow-lab"),
                UserFolder.place(system("Windows 11"), Map.of("LOCALAPPDATA", "/data")));
    }

    @Test
    void aPropertyNamesAnother() {
        Properties system = system("Linux");
        system.setProperty(UserFolder.PROPERTY, "/stick");
        assertEquals(Path.of("/stick"), UserFolder.place(system, Map.of("XDG_STATE_HOME", "/var/ada")));
    }
}
