package org.mirrorflow.sim.claim.margin;

import java.util.List;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.MarginProblem.Neuron;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;

/** A mirror flow on the weights of a network, with what is said of its neurons. */
final class NetworkTrial {

    /** A function of one weight that is summed over the weights of a neuron. */
    interface Balance {
        double of(int index, double weight);
    }

    private final MarginTrial flow;
    private final List<Neuron> neurons;
    private final SeparableMirrorMap map;
    private final double[] start;

    NetworkTrial(Specification specification, Trial trial) {
        this.flow = new MarginTrial(specification, trial);
        this.neurons = flow.problem().neurons();
        this.map = flow.experiment().model().potential().orElseThrow();
        this.start = flow.weights().clone();
    }

    /** A network problem as JSON, fully connected at depth 2 and width 12 unless {@code more} says otherwise. */
    static String network(String data, String activation, String start, String more) {
        return "{\"kind\": \"homogeneous-network\", \"data\": \"" + data + "\", \"activation\": \"" + activation
                + "\", \"start\": \"" + start + "\", " + more + "}";
    }

    /** The same at depth 2 and width 12. */
    static String network(String data, String activation, String start) {
        return network(data, activation, start, "\"width\": 12");
    }

    MarginTrial flow() {
        return flow;
    }

    /** Q of the map that moves the weights. */
    double own(int index, double weight) {
        return map.potential(index).balance(weight);
    }

    /** The largest change so far of Σ_out Φ − Σ_in Φ/k at a neuron, over Σ Φ. */
    double drift(Balance balance) {
        double largest = 0;
        for (Neuron neuron : neurons) {
            largest = Math.max(largest, Math.abs(of(neuron, balance, flow.weights()) - of(neuron, balance, start)));
        }
        return largest / total(balance, flow.weights());
    }

    double total(Balance balance, double[] w) {
        double total = 0;
        for (int i = 0; i < w.length; i++) {
            total += balance.of(i, w[i]);
        }
        return total;
    }

    private static double of(Neuron neuron, Balance balance, double[] w) {
        double out = 0;
        for (int i : neuron.outgoing()) {
            out += balance.of(i, w[i]);
        }
        double in = 0;
        for (int i : neuron.incoming()) {
            in += balance.of(i, w[i]);
        }
        return out - in / neuron.degree();
    }

    /** (Σs)²/Σs² of the strengths. */
    double participationRatio() {
        double sum = 0;
        double squares = 0;
        for (Neuron neuron : neurons) {
            double strength = neuron.strength(flow.weights());
            sum += strength;
            squares += strength * strength;
        }
        return sum * sum / squares;
    }

    /** Neurons above a hundredth of the strongest. */
    int active() {
        double largest = 0;
        for (Neuron neuron : neurons) {
            largest = Math.max(largest, neuron.strength(flow.weights()));
        }
        int count = 0;
        for (Neuron neuron : neurons) {
            if (neuron.strength(flow.weights()) > 1e-2 * largest) {
                count++;
            }
        }
        return count;
    }

    /** 2Σⱼ(|aⱼ|‖wⱼ‖_α)^{α/2} / Σⱼ(|aⱼ|^α + ‖wⱼ‖_α^α) at some weights: what rescaling each neuron could still save. */
    double rescalingShare(double alpha, double[] w) {
        double least = 0;
        double actual = 0;
        for (Neuron neuron : neurons) {
            double out = norm(w, neuron.outgoing(), alpha);
            double in = norm(w, neuron.incoming(), alpha);
            least += 2 * Math.pow(out * in, alpha / 2);
            actual += Math.pow(out, alpha) + Math.pow(in, alpha);
        }
        return least / actual;
    }

    double[] start() {
        return start;
    }

    private static double norm(double[] w, int[] places, double p) {
        double[] part = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            part[k] = w[places[k]];
        }
        return MaxMargin.norm(part, p);
    }
}
