package org.mirrorflow.bridge.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.worker.Worker;

/**
 * How a worker is started.
 *
 * @param name where it trains, for people
 * @param words the command and its arguments
 * @param remote whether its files are on another machine
 */
public record WorkerCommand(String name, List<String> words, boolean remote) {

    /** What a lab on another machine is asked to run. */
    public static final String REMOTE = "lab worker";

    public WorkerCommand {
        words = List.copyOf(words);
    }

    /** A second Java machine beside this one, with its runtime and its class path. */
    public static WorkerCommand local() {
        return local(List.of());
    }

    /** The same with options of the worker, such as {@link Worker#PARALLEL}. */
    public static WorkerCommand local(List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        // JavaCPP reads memory this way; Java would say so on every start.
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Worker.class.getName());
        words.addAll(options);
        return new WorkerCommand("this computer", words, false);
    }

    /**
     * A worker on another machine through the system's ssh, with the person's own configuration, keys and jump hosts; ssh asks
     * nothing, for nobody could answer.
     *
     * @param host what ssh calls the machine
     * @param command what starts a worker there, e.g. {@value #REMOTE}
     * @throws TrainingException when the host is none
     */
    public static WorkerCommand ssh(String host, String command) {
        if (host.isBlank() || host.startsWith("-") || host.chars().anyMatch(Character::isWhitespace)) {
            throw new TrainingException(
                    "\"" + host + "\" is no host; give what ssh would be given, such as gpu-box or me@gpu-box.");
        }
        return new WorkerCommand(host, List.of("ssh", "-T", "-o", "BatchMode=yes", host, command), true);
    }
}
