package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.data.DataSets;
import org.mirrorflow.bridge.optim.OptimizerKinds;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.torch.Devices;
import org.mirrorflow.bridge.torch.NativeRuntime;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.bridge.training.TrainingFactory;

/** Trainings on libtorch. */
public final class TorchTrainings implements TrainingFactory {

    static {
        NativeRuntime.prepare();
    }

    @Override
    public WorkerMessage.Described describe() {
        return new WorkerMessage.Described(Devices.all(), Sections.MODELS, DataSets.ready(), OptimizerKinds.ids());
    }

    @Override
    public ObjectNode resolve(JsonNode specification) {
        return TrainingSpecification.of(specification).json();
    }

    @Override
    public Training start(JsonNode specification, @Nullable Path checkpoint) throws IOException {
        TrainingSpecification resolved = TrainingSpecification.of(specification);
        return checkpoint == null ? new TorchTraining(resolved) : TorchTraining.resume(resolved, checkpoint);
    }
}
