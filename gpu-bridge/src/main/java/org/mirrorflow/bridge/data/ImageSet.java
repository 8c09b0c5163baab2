package org.mirrorflow.bridge.data;

/**
 * Labelled images of one size, as bytes.
 *
 * @param name what errors and logs call it
 * @param channels colours of a pixel
 * @param height rows of an image
 * @param width columns of an image
 * @param classes number of classes
 * @param pixels count × channels × height × width brightnesses, unsigned
 * @param labels the class of each image, 0 … classes − 1
 */
public record ImageSet(String name, int channels, int height, int width, int classes, byte[] pixels, byte[] labels) {

    public ImageSet {
        if (pixels.length != (long) labels.length * channels * height * width) {
            throw new IllegalArgumentException(name + " has " + labels.length + " labels and " + pixels.length
                    + " bytes of images; " + channels + " × " + height + " × " + width + " bytes each were expected");
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Bytes of an image. */
    public int imageSize() {
        return channels * height * width;
    }

    /** The class of image i. */
    public int label(int i) {
        return labels[i] & 0xFF;
    }

    /**
     * The first images.
     *
     * @param most how many at most; 0 for all
     */
    public ImageSet first(int most) {
        if (most == 0 || most >= count()) {
            return this;
        }
        return new ImageSet(
                name,
                channels,
                height,
                width,
                classes,
                java.util.Arrays.copyOf(pixels, most * imageSize()),
                java.util.Arrays.copyOf(labels, most));
    }

    /** Mean brightness of each channel, in shares of the largest. */
    public double[] means() {
        return moments(new double[channels], 1);
    }

    /** Standard deviation of each channel's brightness, in shares of the largest; 1 where it is 0. */
    public double[] deviations() {
        double[] squares = moments(means(), 2);
        for (int c = 0; c < channels; c++) {
            squares[c] = squares[c] > 0 ? Math.sqrt(squares[c]) : 1;
        }
        return squares;
    }

    private double[] moments(double[] centres, int power) {
        int plane = height * width;
        double[] sums = new double[channels];
        for (int i = 0; i < pixels.length; i++) {
            int c = i / plane % channels;
            double x = (pixels[i] & 0xFF) / 255.0 - centres[c];
            sums[c] += power == 1 ? x : x * x;
        }
        for (int c = 0; c < channels; c++) {
            sums[c] /= Math.max(1, (double) count() * plane);
        }
        return sums;
    }
}
