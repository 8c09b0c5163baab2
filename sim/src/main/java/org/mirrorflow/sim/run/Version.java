package org.mirrorflow.sim.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the lab, as runs and figures carry it. */
public final class Version {

    /** E.g. {@code 0.1.0-SNAPSHOT}. */
    public static final String CURRENT = read();

    private Version() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the build lacks its version", e);
        }
        return properties.getProperty("version");
    }
}
