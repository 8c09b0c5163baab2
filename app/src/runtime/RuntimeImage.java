import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleResolutionAttribute;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import jdk.tools.jlink.internal.PluginRepository;
import jdk.tools.jlink.plugin.Plugin;
import jdk.tools.jlink.plugin.ResourcePool;
import jdk.tools.jlink.plugin.ResourcePoolBuilder;
import jdk.tools.jlink.plugin.ResourcePoolEntry;

/**
 * Makes the Java runtime that the lab is started with: {@code RuntimeImage FOLDER}. It is this JDK's, linked by jlink, with
 * the Vector API among its modules and asked for at every start. The module is marked as incubating, for which Java prints a
 * warning at each start and gives up its archived module graph; the mark is left out, and both go. Where jlink is missing or
 * other than it is known here, the exit code is not 0, and the lab goes on with the JDK and plain loops.
 *
 * <p>Run as a source file, with jlink's own packages opened; see {@code app/bin/lab}.
 */
public final class RuntimeImage implements Plugin {

    private static final String NAME = "without-incubator-mark";

    private static final String VECTORS = "jdk.incubator.vector";

    /** What the lab and its libraries need, by jdeps, and what they find at run time: file systems of archives, curves of TLS. */
    private static final List<String> MODULES = List.of(
            "java.se",
            "jdk.unsupported",
            "jdk.zipfs",
            "jdk.crypto.ec",
            "jdk.localedata",
            "jdk.management",
            "jdk.jfr",
            "jdk.net",
            "jdk.charsets",
            VECTORS);

    public static void main(String[] arguments) {
        PluginRepository.registerPlugin(new RuntimeImage());
        System.exit(ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--" + NAME,
                        "--add-modules",
                        String.join(",", MODULES),
                        "--add-options=--add-modules=" + VECTORS,
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        arguments[0]));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return "Leaves out the mark of " + VECTORS + " as incubating.";
    }

    @Override
    public String getUsage() {
        return "--" + NAME;
    }

    @Override
    public Category getType() {
        return Category.FILTER;
    }

    @Override
    public Set<State> getState() {
        return EnumSet.of(State.FUNCTIONAL);
    }

    @Override
    public ResourcePool transform(ResourcePool in, ResourcePoolBuilder out) {
        in.transformAndCopy(
                entry -> entry.path().equals("/" + VECTORS + "/module-info.class") ? unmarked(entry) : entry, out);
        return out.build();
    }

    private static ResourcePoolEntry unmarked(ResourcePoolEntry entry) {
        ClassFile file = ClassFile.of();
        return entry.copyWithContent(file.transformClass(
                file.parse(entry.contentBytes()),
                ClassTransform.dropping(element -> element instanceof ModuleResolutionAttribute)));
    }
}
