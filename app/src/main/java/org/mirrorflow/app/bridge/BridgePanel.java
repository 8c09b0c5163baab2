package org.mirrorflow.app.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.bridge.client.WorkerCommand;
import org.mirrorflow.bridge.plan.Contestant;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/** The right panel: which training, which optimizers, how many seeds, and on which machine. */
final class BridgePanel extends VBox {

    private static final double WORDS = 62;

    /** The first device that a worker has. */
    private static final String BEST = "best";

    private final ComboBox<TrainingPreset> preset = new ComboBox<>();
    private final Label sentence = new Label();
    private final Label size = new Label();
    private final VBox contestants = new VBox(6);
    private final ComboBox<String> more = new ComboBox<>();
    private final ComboBox<String> model = new ComboBox<>();
    private final ComboBox<String> data = new ComboBox<>();
    private final ComboBox<String> device = new ComboBox<>();
    private final TextField root = new TextField();
    private final TextField steps = new TextField();
    private final TextField batch = new TextField();
    private final TextField seeds = new TextField();
    private final TextField host = new TextField();
    private final VBox reported = new VBox(6);
    private final VBox reportedPart = new VBox(8);
    private final VBox measured = new VBox(6);
    private final VBox measuredPart = new VBox(8);
    private final TextField path = new TextField("optimizer.step-size");
    private final TextField value = new TextField();
    private final Button set = new Button("Set");
    private final VBox live = new VBox(8);
    private final Label problem = new Label();
    private final Label core = new Label();
    private final List<CheckBox> boxes = new ArrayList<>();
    private List<Contestant> offered = List.of();
    private Optional<WorkerMessage.Described> described = Optional.empty();

    /** @param footer buttons under all that scrolls */
    BridgePanel(Node footer) {
        Panels.choices(preset, "bridge-preset", "Training", TrainingPreset::title);
        preset.getItems().setAll(TrainingPresets.all());
        sentence.setId("bridge-sentence");
        for (Label words : List.of(sentence, size)) {
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
        }
        size.getStyleClass().add("secondary");
        Panels.choices(model, "bridge-model", "Network", id -> id);
        Panels.choices(data, "bridge-data", "Data", id -> id);
        Panels.choices(device, "bridge-device", "Device", id -> id);
        Panels.choices(more, "bridge-more", "Add an optimizer", id -> id);
        more.setPromptText("Add an optimizer");
        more.valueProperty().addListener((observable, before, now) -> {
            if (now != null) {
                List<Contestant> longer = new ArrayList<>(offered);
                longer.addAll(TrainingPresets.choose(chosen(), List.of(now)));
                List<Boolean> ticks =
                        new ArrayList<>(boxes.stream().map(CheckBox::isSelected).toList());
                ticks.add(true);
                offer(longer, ticks);
            }
        });
        field(root, "bridge-root", "Folder of the data", "where it lies by default");
        field(steps, "bridge-steps", "Steps", "");
        field(batch, "bridge-batch", "Batch", "");
        field(seeds, "bridge-seeds", "Seeds of each optimizer", "");
        field(host, "bridge-host", "Machine, reached through ssh", "this computer");
        for (Label said : List.of(problem, core)) {
            said.getStyleClass().add("problem-sentence");
            said.setWrapText(true);
            said.setMinHeight(USE_PREF_SIZE);
            said.setGraphic(Icons.needsYou());
        }
        problem.setId("bridge-problem");
        core.setId("bridge-core");
        say(problem, "");
        say(core, "");
        Label pulse = heading("While it runs");
        pulse.setGraphic(Icons.feather("activity"));
        field(path, "bridge-path", "Setting to change while it runs", "");
        field(value, "bridge-value", "Its new value", "new value");
        set.setId("bridge-set");
        set.setMinWidth(Region.USE_PREF_SIZE);
        value.setOnAction(event -> set.fire());
        HBox.setHgrow(value, Priority.ALWAYS);
        HBox change = new HBox(8, value, set);
        change.setAlignment(Pos.CENTER_LEFT);
        live.getChildren()
                .setAll(pulse, Panels.row("Setting", WORDS, path), Panels.row("Value", WORDS, change), Panels.rule());
        setWorking(false);
        reportedPart.getChildren().setAll(Panels.rule(), heading("The paper\u2019s own numbers"), reported);
        measuredPart.getChildren().setAll(Panels.rule(), heading("Measured with this training"), measured);
        VBox box = new VBox(
                8,
                live,
                heading("Training"),
                preset,
                sentence,
                size,
                Panels.rule(),
                heading("Compare"),
                contestants,
                more,
                Panels.row("Seeds", WORDS, seeds),
                Panels.rule(),
                heading("Network and data"),
                Panels.row("Network", WORDS, model),
                Panels.row("Data", WORDS, data),
                Panels.row("Folder", WORDS, root),
                Panels.row("Steps", WORDS, steps),
                Panels.row("Batch", WORDS, batch),
                Panels.rule(),
                heading("Worker"),
                Panels.row("Machine", WORDS, host),
                Panels.row("Device", WORDS, device),
                reportedPart,
                measuredPart);
        VBox below = new VBox(problem, core);
        below.setPadding(new Insets(8, 14, 0, 14));
        below.managedProperty().bind(problem.managedProperty().or(core.managedProperty()));
        below.visibleProperty().bind(below.managedProperty());
        below.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(Panels.scrolling(box), Panels.rule(), below, footer);
        getStyleClass().add("panel");
        preset.valueProperty().addListener((observable, before, now) -> {
            if (now != null) {
                fill(now);
            }
        });
        preset.setValue(preset.getItems().getFirst());
    }

    private static void field(TextField field, String id, String spoken, String prompt) {
        field.setId(id);
        field.setAccessibleText(spoken);
        field.setPromptText(prompt);
        field.setMaxWidth(Double.MAX_VALUE);
        field.setMinWidth(0);
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("strong");
        return label;
    }

    private static void say(Label where, String sentence) {
        where.setText(sentence);
        where.setVisible(!sentence.isEmpty());
        where.setManaged(!sentence.isEmpty());
    }

    private TrainingPreset chosen() {
        return preset.getValue();
    }

    private void fill(TrainingPreset now) {
        ObjectNode specification = now.specification();
        sentence.setText(now.sentence());
        size.setText(now.size());
        say(problem, "");
        offer(now.contestants(), now.contestants().stream().map(each -> true).toList());
        choices(
                model,
                specification.path("model").path("kind").asText(),
                described.map(WorkerMessage.Described::models));
        choices(
                data,
                specification.path("data").path("kind").asText(),
                described.map(WorkerMessage.Described::datasets));
        choices(device, specification.path("device").asText(BEST), deviceIds());
        root.setText(specification.path("data").path("root").asText(""));
        steps.setText(specification.path("steps").asText());
        batch.setText(specification.path("batch").asText());
        seeds.setText(Integer.toString(now.seeds()));
        reported.getChildren().clear();
        for (TrainingPreset.Reported each : now.reported()) {
            reported.getChildren()
                    .add(new VBox(
                            2,
                            wrapped(each.what() + "; source: " + each.source() + ".", true),
                            wrapped(each.number(), false)));
        }
        reportedPart.setVisible(!now.reported().isEmpty());
        reportedPart.setManaged(!now.reported().isEmpty());
        measured.getChildren().clear();
        String how = "";
        for (TrainingPreset.Measured each : now.measured()) {
            VBox one = new VBox(2, wrapped(each.what(), true), wrapped(each.number(), false));
            if (!each.verdict().isEmpty()) {
                one.getChildren().add(wrapped(each.verdict(), true));
            }
            // Said once where all were taken in the same way.
            if (!each.how().equals(how)) {
                how = each.how();
                one.getChildren().add(wrapped(how, true));
            }
            measured.getChildren().add(one);
        }
        measuredPart.setVisible(!now.measured().isEmpty());
        measuredPart.setManaged(!now.measured().isEmpty());
    }

    private static Label wrapped(String text, boolean secondary) {
        Label label = new Label(text);
        if (secondary) {
            label.getStyleClass().add("secondary");
        }
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Optional<List<String>> deviceIds() {
        return described.map(now -> {
            List<String> ids = new ArrayList<>();
            ids.add(BEST);
            now.devices().forEach(each -> ids.add(each.id()));
            return ids;
        });
    }

    private static void choices(ComboBox<String> box, String own, Optional<List<String>> known) {
        List<String> all = new ArrayList<>(known.orElse(List.of()));
        if (!own.isEmpty() && !all.contains(own)) {
            all.addFirst(own);
        }
        box.getItems().setAll(all);
        box.setValue(own.isEmpty() && !all.isEmpty() ? all.getFirst() : own);
    }

    private void offer(List<Contestant> all, List<Boolean> ticks) {
        offered = List.copyOf(all);
        boxes.clear();
        contestants.getChildren().clear();
        for (int i = 0; i < offered.size(); i++) {
            Contestant contestant = offered.get(i);
            CheckBox box = new CheckBox(contestant.name());
            box.setId("bridge-optimizer-" + i);
            box.setMnemonicParsing(false);
            box.setSelected(ticks.get(i));
            box.setMinWidth(0);
            box.selectedProperty().addListener((observable, before, now) -> letters());
            boxes.add(box);
            Label settings = new Label(settings(contestant));
            settings.getStyleClass().add("secondary");
            settings.setWrapText(true);
            settings.setMinHeight(USE_PREF_SIZE);
            settings.setPadding(new Insets(0, 0, 0, 26));
            contestants.getChildren().add(new VBox(2, box, settings));
        }
        letters();
        more.setValue(null);
        more.getItems()
                .setAll(described.map(WorkerMessage.Described::optimizers).orElse(List.of()));
        more.setVisible(!more.getItems().isEmpty());
        more.setManaged(!more.getItems().isEmpty());
    }

    /** The hue that each one will have. */
    private void letters() {
        int next = 0;
        for (CheckBox box : boxes) {
            if (box.isSelected()) {
                Role role = Role.run(next);
                Region line = new Region();
                line.getStyleClass()
                        .addAll(
                                "run-line",
                                "run-" + (role.isRun() ? role.letter().toLowerCase(Locale.ROOT) : "other"));
                Label letter = heading(role.letter());
                HBox mark = new HBox(6, line, letter);
                mark.setAlignment(Pos.CENTER_LEFT);
                box.setGraphic(mark);
                next++;
            } else {
                box.setGraphic(null);
            }
        }
    }

    private static String settings(Contestant contestant) {
        StringBuilder words = new StringBuilder();
        contestant.optimizer().properties().forEach(entry -> {
            if (!entry.getKey().equals("kind")) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(entry.getKey().replace('-', ' '))
                        .append(' ')
                        .append(entry.getValue().asText());
            }
        });
        return words.isEmpty() ? contestant.kind() : words.toString();
    }

    /** Shows a preset, as if it had been chosen by hand. */
    void show(TrainingPreset shown) {
        preset.setValue(shown);
    }

    /** Fills the menus with what a worker has. */
    void describe(WorkerMessage.Described now) {
        if (described.equals(Optional.of(now))) {
            return;
        }
        described = Optional.of(now);
        choices(model, String.valueOf(model.getValue()), Optional.of(now.models()));
        choices(data, String.valueOf(data.getValue()), Optional.of(now.datasets()));
        choices(device, String.valueOf(device.getValue()), deviceIds());
        offer(offered, boxes.stream().map(CheckBox::isSelected).toList());
    }

    /** Whether something is trained, whose settings can be changed. */
    void setWorking(boolean working) {
        live.setVisible(working);
        live.setManaged(working);
    }

    /** Hears the path of a setting and its new value, a number or a word. */
    void setOnSet(BiConsumer<String, JsonNode> handler) {
        set.setOnAction(event -> {
            say(problem, "");
            String text = value.getText().strip();
            if (path.getText().isBlank() || text.isEmpty()) {
                say(problem, "Give the path of a setting and its new value, such as optimizer.step-size and 0.001.");
                return;
            }
            JsonNode node;
            try {
                node = JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                node = JsonNodeFactory.instance.textNode(text);
            }
            handler.accept(path.getText().strip(), node);
        });
    }

    /** Says that nothing here trains; empty when something does. */
    void sayCore(String words) {
        say(core, words);
    }

    /** The machine to train on; empty for this one. */
    String host() {
        return host.getText().strip();
    }

    /** Hears when the machine is another one. */
    void setOnHost(Runnable handler) {
        host.textProperty().addListener((observable, before, now) -> handler.run());
    }

    /** What is to be trained, as set; empty when it cannot be, which is then said. */
    Optional<TrainingPlan> plan() {
        say(problem, "");
        try {
            if (!host().isEmpty()) {
                WorkerCommand.ssh(host(), WorkerCommand.REMOTE);
            }
            List<Contestant> picked = new ArrayList<>();
            for (int i = 0; i < boxes.size(); i++) {
                if (boxes.get(i).isSelected()) {
                    picked.add(offered.get(i));
                }
            }
            if (picked.isEmpty()) {
                throw new TrainingException("Nothing is chosen to compare; tick at least one optimizer.");
            }
            ObjectNode specification = chosen().specification();
            specification.withObject("model").put("kind", model.getValue());
            ObjectNode source = specification.withObject("data");
            source.put("kind", data.getValue());
            if (root.getText().isBlank()) {
                source.remove("root");
            } else {
                source.put("root", root.getText().strip());
            }
            specification.put("steps", whole("steps", steps.getText(), 1_000_000_000));
            specification.put("batch", whole("batch", batch.getText(), 1_000_000));
            specification.put("device", device.getValue());
            return Optional.of(TrainingPlan.of(chosen().withSpecification(specification)
                    .with(picked, (int) whole("seeds", seeds.getText(), TrainingPlan.MOST_SEEDS))));
        } catch (TrainingException e) {
            say(problem, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long whole(String name, String text, long most) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TrainingException(name + " is \"" + text.strip() + "\"; give a whole number from 1 to " + most + ".");
    }

    /** Says what is wrong beside the buttons. */
    void sayProblem(String sentenceNow) {
        say(problem, sentenceNow);
    }
}
