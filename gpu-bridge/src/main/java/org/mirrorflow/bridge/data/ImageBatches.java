package org.mirrorflow.bridge.data;

import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Batches of images, standardised by the mean and deviation of each channel, in an order that the seed fixes. The k-th batch
 * is a function of k alone.
 */
public final class ImageBatches {

    private final ImageSet images;
    private final double[] means;
    private final double[] deviations;
    private final Shuffle shuffle;
    private final Augmentation augmentation;
    private final long seed;

    /**
     * @param means mean of each channel, of the training images
     * @param deviations their standard deviations
     * @param augmentation how the images of {@link #training} are varied
     */
    public ImageBatches(ImageSet images, double[] means, double[] deviations, Augmentation augmentation, long seed) {
        this.images = images;
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.augmentation = augmentation;
        this.seed = seed;
        this.shuffle = new Shuffle(images.count(), seed);
    }

    /** The images they are taken from. */
    public ImageSet images() {
        return images;
    }

    /**
     * The k-th training batch, augmented. Epochs follow each other without a gap.
     *
     * @param inputs batch × channels × height × width, filled
     * @param labels filled; as long as the batch
     */
    public void training(long k, float[] inputs, long[] labels) {
        SeededRandom random = new SeededRandom(seed, "augmentation of batch " + k);
        for (int i = 0; i < labels.length; i++) {
            int image = shuffle.at(k * labels.length + i);
            labels[i] = images.label(image);
            int down = 0;
            int right = 0;
            boolean flip = false;
            if (augmentation != Augmentation.NONE) {
                down = random.nextInt(2 * (images.height() / 8) + 1) - images.height() / 8;
                right = random.nextInt(2 * (images.width() / 8) + 1) - images.width() / 8;
                flip = augmentation == Augmentation.SHIFT_FLIP && random.nextInt(2) == 1;
            }
            write(image, down, right, flip, inputs, i * images.imageSize());
        }
    }

    /** Images {@code from}, {@code from} + 1, … as they are. */
    public void plain(int from, float[] inputs, long[] labels) {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(from + i);
            write(from + i, 0, 0, false, inputs, i * images.imageSize());
        }
    }

    private void write(int image, int down, int right, boolean flip, float[] out, int at) {
        int height = images.height();
        int width = images.width();
        byte[] pixels = images.pixels();
        int to = at;
        for (int c = 0; c < images.channels(); c++) {
            float scale = (float) (1 / (255 * deviations[c]));
            float black = (float) (-means[c] / deviations[c]);
            int plane = image * images.imageSize() + c * height * width;
            for (int y = 0; y < height; y++) {
                int fromY = y - down;
                for (int x = 0; x < width; x++) {
                    int fromX = (flip ? width - 1 - x : x) - right;
                    boolean inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
                    out[to++] = inside ? (pixels[plane + fromY * width + fromX] & 0xFF) * scale + black : black;
                }
            }
        }
    }
}
