package org.mirrorflow.bridge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFoldersTest {

    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    @TempDir
    private Path folder;

    private void image(String name, int width, int height, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? left : right);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertTrue(ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile()));
    }

    private String complaint() {
        return String.valueOf(assertThrows(IOException.class, () -> DataSets.images(DataSets.FOLDERS, folder, 8))
                .getMessage());
    }

    @Test
    void everyTenthImageOfAClassIsHeldOut() throws IOException {
        for (int i = 0; i < 10; i++) {
            image("cats/" + i + ".png", 20, 16, RED, BLUE);
            image("dogs/" + i + ".jpg", 8, 8, WHITE, WHITE);
        }
        Files.writeString(folder.resolve("cats/readme.txt"), "no image");
        DataSets.Images images = DataSets.images(DataSets.FOLDERS, folder, 8);
        assertEquals(18, images.training().count());
        assertEquals(2, images.test().count());
        assertEquals(2, images.training().classes());
        assertEquals(0, images.training().label(0));
        assertEquals(1, images.test().label(1));
        // The middle square of the first: left half red, right half blue; channel by channel.
        byte[] cat = Arrays.copyOf(images.training().pixels(), 3 * 64);
        assertEquals((byte) 255, cat[0]);
        assertEquals(0, cat[7]);
        assertEquals(0, cat[128]);
        assertEquals((byte) 255, cat[128 + 7]);

        Path broken = folder.resolve("dogs/0.jpg");
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 40));
        assertTrue(complaint().contains("0.jpg cannot be read as an image"), complaint());
        Files.writeString(broken, "a text");
        assertTrue(complaint().contains("0.jpg is no PNG or JPEG"), complaint());
    }

    @Test
    void trainAndTestHaveFoldersOfTheirOwn() throws IOException {
        image("train/a/1.png", 4, 4, RED, RED);
        image("train/b/1.png", 4, 4, BLUE, BLUE);
        assertTrue(complaint().contains("none of test, val"), complaint());
        image("val/a/2.png", 4, 4, RED, RED);
        image("val/b/2.png", 4, 4, BLUE, BLUE);
        DataSets.Images images = DataSets.images(DataSets.FOLDERS, folder, 8);
        assertEquals(2, images.training().count());
        assertEquals(1, images.test().label(1));
        image("val/c/2.png", 4, 4, BLUE, BLUE);
        assertTrue(complaint().contains("is a class that"), complaint());
        assertTrue(
                assertThrows(IOException.class, () -> DataSets.images(DataSets.FOLDERS, folder.resolve("train/a"), 8))
                        .getMessage()
                        .contains("0 folders"));
    }
}
