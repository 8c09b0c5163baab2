import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Applies or checks palantir-java-format. It runs as a program of its own on JDK 25, because the formatter reads Java
 * with the compiler of the JVM it lives in, and Maven may live in an older one.
 *
 * <pre>Format check|apply ROOT</pre>
 */
final class Format {

    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Path root = Path.of(arguments[1]);
        List<String> unreadable = Collections.synchronizedList(new ArrayList<>());
        Map<Path, String> changed = Collections.synchronizedMap(new TreeMap<>());
        sources(root).parallelStream().forEach(file -> {
            try {
                String before = Files.readString(file);
                String after = format(before);
                if (!after.equals(before)) {
                    changed.put(root.relativize(file), after);
                }
            } catch (FormatterException e) {
                unreadable.add(root.relativize(file) + ": " + e.getMessage());
            } catch (IOException e) {
                unreadable.add(root.relativize(file) + " cannot be read: " + e.getMessage());
            }
        });
        unreadable.forEach(System.err::println);
        if (apply) {
            for (Map.Entry<Path, String> change : changed.entrySet()) {
                Files.writeString(root.resolve(change.getKey()), change.getValue());
                System.out.println("formatted " + change.getKey());
            }
        } else {
            changed.keySet().forEach(file -> System.err.println("not in the house format: " + file));
            if (!changed.isEmpty()) {
                System.err.println("To format them: mvn -q -N validate -Dformat");
            }
        }
        boolean clean = unreadable.isEmpty() && (apply || changed.isEmpty());
        System.exit(clean ? 0 : 1);
    }

    private static String format(String source) throws FormatterException {
        String imports = RemoveUnusedImports.removeUnusedImports(source);
        return FORMATTER.formatSource(ImportOrderer.reorderImports(imports, Style.PALANTIR));
    }

    /** Every Java source of every module, and this file. */
    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String start : List.of(".mvn", "theory/src", "sim/src", "gpu-bridge/src", "app/src", "assets/src")) {
            Path folder = root.resolve(start);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
        }
        return found;
    }
}
