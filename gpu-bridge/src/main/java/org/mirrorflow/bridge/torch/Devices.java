package org.mirrorflow.bridge.torch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** The devices that libtorch can train on here. */
public final class Devices {

    /** Id of the choice that takes the first of {@link #all}. */
    public static final String BEST = "best";

    private Devices() {}

    /** All devices, best first: CUDA's, then the processor. */
    public static List<WorkerMessage.Device> all() {
        List<WorkerMessage.Device> devices = new ArrayList<>();
        int gpus = torch.hasCUDA() ? Math.toIntExact(torch.getNumGPUs()) : 0;
        for (int i = 0; i < gpus; i++) {
            devices.add(new WorkerMessage.Device("cuda:" + i, "CUDA device " + i, 0));
        }
        devices.add(new WorkerMessage.Device("cpu", processor(), memory()));
        return devices;
    }

    /** libtorch's name of that device, new. */
    public static Device of(String id) {
        return id.equals("cpu") ? new Device(DeviceType.CPU) : new Device(id);
    }

    /**
     * The id of a device that is there.
     *
     * @param id one of {@link #all}, or {@value #BEST}
     * @throws InvalidSettingException when it is not, naming those that are
     */
    public static String resolve(String id) {
        List<String> ids = all().stream().map(WorkerMessage.Device::id).toList();
        if (id.equals(BEST)) {
            return ids.getFirst();
        }
        if (!ids.contains(id)) {
            List<String> choices = new ArrayList<>(ids);
            choices.add(BEST);
            throw new InvalidSettingException(
                    "device", "is \"" + id + "\", which is not here; " + Names.suggest(id, choices));
        }
        return id;
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // Not Linux: the architecture is what Java knows.
            return System.getProperty("os.arch");
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
