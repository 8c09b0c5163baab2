package org.mirrorflow.bridge.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.AdamDirection;
import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.CoupledDecay;
import org.mirrorflow.theory.optim.DecoupledDecay;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.Direction;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.LionDirection;
import org.mirrorflow.theory.optim.Masked;
import org.mirrorflow.theory.optim.MomentumDirection;
import org.mirrorflow.theory.optim.NanoAdam;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.PowerDirection;
import org.mirrorflow.theory.optim.ProductOptimizer;
import org.mirrorflow.theory.optim.Raw;
import org.mirrorflow.theory.optim.SparsityPreconditioner;
import org.mirrorflow.theory.optim.SpectralDirection;
import org.mirrorflow.theory.optim.StepOperator;
import org.mirrorflow.theory.optim.WeightDecay;

/**
 * Puts the optimizers of a network's parts together as the toys do, on any algebra: the same settings make the same rule.
 * It keeps hold of what may change while a training is in progress.
 *
 * @param <T> the tensor type
 */
public final class OptimizerBuilder<T> {

    /** Optimizers that treat every entry by itself, so that parts side by side are as good as one by one. */
    private static final Set<String> ENTRY_BY_ENTRY = Set.of(
            "sgd",
            "adam",
            "adamw",
            "lion",
            "ham",
            "horst",
            "hyperbolic",
            "sam",
            "sparse-opt",
            "continuous-sparsification");

    private final Algebra<T> algebra;
    private final String kind;
    private final Settings settings;
    private final long seed;
    private final List<WeightDecay> decays = new ArrayList<>();
    private final Map<String, List<DoubleConsumer>> knobs = new LinkedHashMap<>();
    private final List<ProductOptimizer<T>> products = new ArrayList<>();
    private final List<ProductOptimizer<T>> splits = new ArrayList<>();

    /**
     * @param kind one of {@link OptimizerKinds#ids}
     * @param settings its settings
     * @param seed seed of whatever is drawn
     */
    public OptimizerBuilder(Algebra<T> algebra, String kind, Settings settings, long seed) {
        this.algebra = algebra;
        this.kind = kind;
        this.settings = settings;
        this.seed = seed;
    }

    /** Whether the optimizer, without a mask that changes, treats every entry by itself. */
    public boolean entryByEntry() {
        return ENTRY_BY_ENTRY.contains(kind) || (kind.equals("sign-descent") && !yes("normalised"));
    }

    /** Whether the optimizer corrects gradients by how sparse the rows of a part are. */
    public boolean correctsRows() {
        return kind.equals("sparse-opt") && settings.real("exponent") != 0;
    }

    /** The optimizer of a part, under its mask if it has one. */
    public Optimizer<T> build(Part<T> part) {
        Optimizer<T> inner = assemble(part);
        T chosen = part.chosen();
        if (chosen != null) {
            return Masked.fixed(algebra, part.tensor(), inner, chosen, preconditioner(part));
        }
        if (part.mask() == null) {
            return inner;
        }
        boolean growByCorrected =
                kind.equals("sparse-opt") && settings.text("grow-by").equals("corrected");
        return new Masked<>(
                algebra,
                part.tensor(),
                inner,
                part.mask(),
                preconditioner(part),
                growByCorrected,
                seed + 0x9E3779B97F4A7C15L * (1 + part.index()));
    }

    /** λ from the next step on. */
    public void setDecay(double rate) {
        decays.forEach(decay -> decay.setRate(rate));
    }

    /** α of continuous sparsification from the next step on. */
    public void setPenalty(double penalty) {
        products.forEach(product -> product.setPenalty(penalty));
    }

    /** The optimizers that keep weights as factors m⊙w, in the order of their parts. */
    public List<ProductOptimizer<T>> splits() {
        return Collections.unmodifiableList(splits);
    }

    /** A setting that is not a part's own but follows the same changes. */
    public void follow(String id, DoubleConsumer change) {
        knobs.computeIfAbsent(id, _ -> new ArrayList<>()).add(change);
    }

    /** Takes over the adjustable settings of the optimizers from the next step on. */
    public void adjust(Settings changed) {
        knobs.forEach((id, changes) -> changes.forEach(change -> change.accept(changed.real(id))));
    }

    private boolean yes(String id) {
        return "yes".equals(settings.values().get(id));
    }

    private @Nullable SparsityPreconditioner<T> preconditioner(Part<T> part) {
        return correctsRows() && (part.normalised() || settings.text("layers").equals("all"))
                ? new SparsityPreconditioner<>(algebra, part.tensor(), settings.real("exponent"), yes("renormalised"))
                : null;
    }

    private Optimizer<T> assemble(Part<T> part) {
        return switch (kind) {
            case "sgd" -> descent(part, coupled(part, heavyBall(part)));
            case "sign-descent" -> signDescent(part);
            case "adam" -> descent(part, coupled(part, adam(part, true)));
            case "adamw" -> decoupled(part, adam(part, true));
            case "lion" -> decoupled(part, lion(part));
            case "muon" -> muon(part);
            case "ham" -> ham(part, settings.text("base").equals("sgd") ? heavyBall(part) : adam(part, true));
            case "horst" -> horst(part);
            case "hyperbolic" -> hyperbolicAlone(part);
            case "sam", "sparse-opt" -> based(part);
            case "nano-adam" -> nanoAdam(part);
            case "sign-in" ->
                part.weight()
                        ? product(part, imbalance(part.index()), settings.wholeLong("reset-interval"))
                        : descent(part, coupled(part, heavyBall(part)));
            case "continuous-sparsification" -> continuous(part);
            default -> throw new IllegalArgumentException("no optimizer is called \"" + kind + "\"");
        };
    }

    private Direction<T> heavyBall(Part<T> part) {
        MomentumDirection<T> direction =
                new MomentumDirection<>(algebra, part.tensor(), settings.real("momentum"), yes("nesterov"));
        follow("momentum", direction::setMomentum);
        return direction;
    }

    private AdamDirection<T> adam(Part<T> part, boolean corrected) {
        AdamDirection<T> direction = new AdamDirection<>(
                algebra,
                part.tensor(),
                settings.real("beta1"),
                settings.real("beta2"),
                settings.real("epsilon"),
                corrected);
        follow("beta1", direction::setBeta1);
        follow("beta2", direction::setBeta2);
        follow("epsilon", direction::setEpsilon);
        return direction;
    }

    private Direction<T> lion(Part<T> part) {
        LionDirection<T> direction =
                new LionDirection<>(algebra, part.tensor(), settings.real("beta1"), settings.real("beta2"));
        follow("beta1", direction::setBeta1);
        follow("beta2", direction::setBeta2);
        return direction;
    }

    private <D extends WeightDecay> D decaying(D decay) {
        decays.add(decay);
        return decay;
    }

    private Direction<T> coupled(Part<T> part, Direction<T> inner) {
        return decaying(new CoupledDecay<>(algebra, part.tensor(), inner));
    }

    /** θ ← (1 − hλ)θ − hd, as an operator. */
    private StepOperator<T> shrinkAndDescend() {
        return decaying(new DecoupledDecay<>(algebra)).then(new Descend<>(algebra));
    }

    private Optimizer<T> descent(Part<T> part, Direction<T> direction) {
        return new Composite<>(algebra, part.tensor(), direction, new Descend<>(algebra));
    }

    private Optimizer<T> decoupled(Part<T> part, Direction<T> direction) {
        return new Composite<>(algebra, part.tensor(), direction, shrinkAndDescend());
    }

    private StepOperator<T> hyperbolic(
            Part<T> part, HyperbolicStep.Form form, HyperbolicStep.Coupling coupling, double gamma) {
        HyperbolicStep<T> step = new HyperbolicStep<>(
                algebra, part.tensor(), form, coupling, settings.real("alpha"), settings.real("beta"), gamma);
        follow("alpha", step::setAlpha);
        follow("beta", step::setBeta);
        return step;
    }

    private HyperbolicStep.Form form() {
        return settings.text("form").equals(HyperbolicStep.Form.ENTROPY.id())
                ? HyperbolicStep.Form.ENTROPY
                : HyperbolicStep.Form.EXPONENTIAL;
    }

    private Optimizer<T> signDescent(Part<T> part) {
        PowerDirection<T> direction = new PowerDirection<>(
                algebra, part.tensor(), settings.real("exponent"), settings.real("average"), yes("normalised"));
        follow("average", direction::setBeta);
        return settings.text("decay-coupling").equals("coupled")
                ? descent(part, coupled(part, direction))
                : decoupled(part, direction);
    }

    private Optimizer<T> muon(Part<T> part) {
        int rows = algebra.rows(part.tensor());
        if (!part.weight() || rows == 1 || rows == algebra.size(part.tensor())) {
            return decoupled(part, new AdamDirection<>(algebra, part.tensor(), 0.9, 0.999, 1e-8, true));
        }
        SpectralDirection<T> direction = new SpectralDirection<>(
                algebra,
                part.tensor(),
                settings.real("momentum"),
                settings.whole("iterations"),
                settings.text("coefficients").equals("classical"));
        follow("momentum", direction::setMomentum);
        return decoupled(part, direction);
    }

    private Optimizer<T> ham(Part<T> part, Direction<T> direction) {
        StepOperator<T> steps = shrinkAndDescend();
        if (part.weight()) {
            steps = steps.then(hyperbolic(part, HyperbolicStep.Form.EXPONENTIAL, HyperbolicStep.Coupling.RAW, 1));
        }
        return new Composite<>(algebra, part.tensor(), direction, steps);
    }

    private Optimizer<T> horst(Part<T> part) {
        Direction<T> direction = switch (settings.text("base")) {
            case "lion" -> lion(part);
            case "sign" -> new PowerDirection<>(algebra, part.tensor(), 1, 0, false);
            default -> adam(part, true);
        };
        StepOperator<T> adaptive = shrinkAndDescend();
        if (!part.weight()) {
            return new Composite<>(algebra, part.tensor(), direction, adaptive);
        }
        StepOperator<T> mirror = hyperbolic(
                part,
                form(),
                settings.text("coupling").equals("raw")
                        ? HyperbolicStep.Coupling.RAW
                        : HyperbolicStep.Coupling.ADAPTIVE,
                settings.real("gamma"));
        return new Composite<>(
                algebra,
                part.tensor(),
                direction,
                settings.text("order").equals("AH") ? mirror.then(adaptive) : adaptive.then(mirror));
    }

    private Optimizer<T> hyperbolicAlone(Part<T> part) {
        StepOperator<T> decay = decaying(new DecoupledDecay<>(algebra));
        StepOperator<T> step = part.weight()
                ? hyperbolic(part, form(), HyperbolicStep.Coupling.RAW, settings.real("gamma"))
                : new Descend<>(algebra);
        return new Composite<>(algebra, part.tensor(), new Raw<>(algebra), decay.then(step));
    }

    private Optimizer<T> based(Part<T> part) {
        return switch (settings.text("base")) {
            case "adamw" -> decoupled(part, adam(part, true));
            case "ham" -> ham(part, heavyBall(part));
            default -> descent(part, coupled(part, heavyBall(part)));
        };
    }

    private Optimizer<T> nanoAdam(Part<T> part) {
        AdamDirection<T> adam = adam(part, yes("correction"));
        if (!part.weight()) {
            return new Composite<>(algebra, part.tensor(), adam, new Descend<>(algebra));
        }
        return new NanoAdam<>(
                algebra,
                part.tensor(),
                adam,
                new NanoAdam.Selection(
                        NanoAdam.Criterion.of(settings.text("criterion")),
                        settings.real("density"),
                        settings.real("last-density"),
                        settings.wholeLong("density-steps"),
                        settings.wholeLong("choice-interval"),
                        settings.wholeLong("density-interval")),
                settings.text("zeros").equals("stay"),
                seed + 0x9E3779B97F4A7C15L * (1 + part.index()));
    }

    private ProductOptimizer<T> product(Part<T> part, double beta, long interval) {
        ProductOptimizer<T> split = new ProductOptimizer<>(
                algebra, part.tensor(), _ -> descent(part, coupled(part, heavyBall(part))), beta, interval);
        splits.add(split);
        return split;
    }

    private Optimizer<T> continuous(Part<T> part) {
        if (!part.weight()) {
            return descent(part, coupled(part, heavyBall(part)));
        }
        ProductOptimizer<T> product = product(part, settings.real("beta"), 0);
        product.setPenalty(settings.real("penalty"));
        products.add(product);
        return product;
    }

    /** Sign-In's m² − w² of that part: one number, or one for each, the last for the rest. */
    private double imbalance(int index) {
        String[] words = settings.text("beta").split(",", -1);
        String word = words[Math.min(index, words.length - 1)].strip();
        double beta;
        try {
            beta = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            beta = Double.NaN;
        }
        if (!(beta >= 0 && beta <= 1e12)) {
            throw new InvalidSettingException(
                    "beta",
                    "has \"" + word + "\" among its numbers; each must lie between 0 and 1e12, such as \"1, 0.3\"");
        }
        return beta;
    }
}
