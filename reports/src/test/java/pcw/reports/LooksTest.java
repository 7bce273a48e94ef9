package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a reader sees: pages as small grey pictures beside those that were looked at and found good.
 * Letters may lie a little differently on another machine; a part that is missing, moved or drawn
 * over another may not.
 */
class LooksTest {
  private static final int DOTS_PER_INCH = 40;
  private static final int BLOCK = 6;
  private static final double SHADE = 22;
  private static final double BLOCKS = 0.004;

  @ParameterizedTest
  @CsvSource({
    "packs/pcw-pack_england_eng_2026-09_publishable.pdf, 0, england_headline",
    "packs/pcw-pack_region_zr1_2026-09_publishable.pdf, 0, region_headline",
    "packs/pcw-pack_icb_qz1_2026-09_publishable.pdf, 0, icb_headline",
    "packs/pcw-pack_icb_qz1_2026-09_publishable.pdf, 1, icb_joined",
    "packs/pcw-pack_icb_qz1_2026-09_publishable.pdf, 2, icb_prescribing",
    "packs/pcw-pack_locality_zl01_2026-09_publishable.pdf, 0, locality_headline",
    "packs/pcw-pack_pcn_zn0007_2026-09_publishable.pdf, 0, pcn_headline",
    "packs/pcw-pack_practice_zp016_2026-09_publishable.pdf, 0, practice_long_name",
    "dashboards/pcw-dashboard_icb_qz1_2026-09_publishable.pdf, 0, icb_dashboard",
    "board/pcw-board_icb_qz1_2026-09_publishable.pdf, 0, board_cover",
    "board/pcw-board_icb_qz1_2026-09_publishable.pdf, 3, board_aims"
  })
  void looksAsItLooked(String file, int page, String name) throws IOException {
    BufferedImage seen = picture(Fixture.rendered().resolve(file), page);
    Path golden = Path.of("src/test/resources/looks", name + ".png");
    if (Boolean.getBoolean("pcw.refresh")) {
      Files.createDirectories(golden.getParent());
      ImageIO.write(seen, "png", golden.toFile());
    }
    BufferedImage good = ImageIO.read(golden.toFile());
    Path now = Path.of("target/looks", name + ".png");
    Files.createDirectories(now.getParent());
    ImageIO.write(seen, "png", now.toFile());
    assertThat(seen.getWidth()).isEqualTo(good.getWidth());
    assertThat(seen.getHeight()).isEqualTo(good.getHeight());
    assertThat(different(seen, good))
        .as("share of %s that looks otherwise than %s", now, golden)
        .isLessThan(BLOCKS);
  }

  private static BufferedImage picture(Path pdf, int page) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      return new PDFRenderer(document).renderImageWithDPI(page, DOTS_PER_INCH, ImageType.GRAY);
    }
  }

  /** The share of small blocks whose mean shade differs by more than print on paper would. */
  private static double different(BufferedImage one, BufferedImage other) {
    int blocks = 0;
    int different = 0;
    for (int y = 0; y + BLOCK <= one.getHeight(); y += BLOCK) {
      for (int x = 0; x + BLOCK <= one.getWidth(); x += BLOCK) {
        blocks++;
        if (Math.abs(shade(one, x, y) - shade(other, x, y)) > SHADE) {
          different++;
        }
      }
    }
    return (double) different / blocks;
  }

  private static double shade(BufferedImage image, int left, int top) {
    double sum = 0;
    for (int y = top; y < top + BLOCK; y++) {
      for (int x = left; x < left + BLOCK; x++) {
        sum += image.getRaster().getSample(x, y, 0);
      }
    }
    return sum / (BLOCK * BLOCK);
  }
}
