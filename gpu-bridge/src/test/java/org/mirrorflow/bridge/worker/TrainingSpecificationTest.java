package org.mirrorflow.bridge.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** What a specification says and what it refuses. */
final class TrainingSpecificationTest {

    private static TrainingSpecification of(String json) throws Exception {
        return TrainingSpecification.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void everyDefaultIsWrittenOutAndReadBack() throws Exception {
        TrainingSpecification specification = of(
                "{'model':'resnet-20','optimizer':{'kind':'horst','alpha':5},'mask':{'kind':'rigl','sparsity':0.8}}");
        ObjectNode json = specification.json();
        assertEquals(5, json.path("optimizer").path("alpha").asDouble());
        assertEquals("HA", json.path("optimizer").path("order").asText());
        assertEquals(0.8, json.path("mask").path("sparsity").asDouble());
        assertEquals("fashion-mnist-12k", json.path("data").path("kind").asText());
        assertEquals(128, json.path("batch").asInt());
        assertEquals(json, TrainingSpecification.of(json).json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'modle':'resnet-20'}                              | modle      | model",
                "{'model':'resnet-21'}                              | model.kind | resnet-20",
                "{'model':{'kind':7}}                               | model.kind | small-cnn",
                "{'model':{'kind':'resnet-20','heads':3}}           | model.heads | width",
                "{'optimizer':{'kind':'adamw','beta1':1.5}}         | optimizer.beta1 | between 0",
                "{'optimizer':{'kind':'horst','order':'HH'}}        | optimizer.order | HA",
                "{'optimizer':{'kind':'sgd','momentum':true}}       | optimizer.momentum | number",
                "{'steps':1.5}                                      | steps      | whole number",
                "{'batch':0}                                        | batch      | between 1",
                "{'log':{'evry':2}}                                 | log.evry   | every",
                "{'data':[1]}                                       | data       | object",
                "{'model':'gpt-chars'}                              | data.kind  | king-james",
                "{'data':'king-james'}                              | data.kind  | fashion-mnist",
                "{'model':'gpt-chars','data':'king-james','mask':'synflow'} | mask.kind | snip",
                "{'model':{'kind':'vit-tiny','width':10,'heads':3}} | model.heads | 10",
                "{'optimizer':{'kind':'sgd','decay-from':5,'decay-off':2}} | optimizer.decay-off | later",
                "[]                                                 | specification | object"
            })
    void mistakesAreNamedWithWhatIsAllowed(String json, String path, String says) {
        InvalidSettingException e = assertThrows(InvalidSettingException.class, () -> of(json));
        assertEquals(path, e.setting(), e.getMessage());
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }

    @Test
    void onlyAdjustableSettingsChangeUnderWay() throws Exception {
        TrainingSpecification specification = of("{'optimizer':'adamw'}");
        TrainingSpecification changed = specification.with("optimizer.step-size", DoubleNode.valueOf(0.5));
        assertEquals(0.5, changed.optimizer().settings().real("step-size"));
        assertEquals(0.002, specification.optimizer().settings().real("step-size"));
        for (String path : new String[] {"batch", "optimizer.stepsize", "model.width", "optimizer.kind"}) {
            InvalidSettingException e = assertThrows(
                    InvalidSettingException.class, () -> specification.with(path, DoubleNode.valueOf(0.5)));
            assertEquals(path, e.setting());
            assertTrue(e.getMessage().contains("optimizer.step-size"), e.getMessage());
        }
        assertThrows(
                InvalidSettingException.class, () -> specification.with("optimizer.step-size", DoubleNode.valueOf(-1)));
    }

    @Test
    void theStepSizeWarmsUpAndFalls() throws Exception {
        TrainingSpecification cosine = of("{'optimizer':{'kind':'sgd','step-size':0.2},'steps':110,"
                + "'schedule':{'kind':'cosine','warm-up':10,'last':0.1}}");
        assertEquals(0.02, LearningRate.at(cosine, 0), 1e-15);
        assertEquals(0.2, LearningRate.at(cosine, 10), 1e-15);
        assertEquals(0.2 * 0.55, LearningRate.at(cosine, 60), 1e-15);
        assertEquals(0.02, LearningRate.at(cosine, 110), 1e-15);
        TrainingSpecification steps = of("{'optimizer':{'kind':'sgd','step-size':0.2},"
                + "'schedule':{'kind':'step','interval':30,'factor':0.5}}");
        assertEquals(0.2, LearningRate.at(steps, 29), 1e-15);
        assertEquals(0.05, LearningRate.at(steps, 60), 1e-15);
    }
}
