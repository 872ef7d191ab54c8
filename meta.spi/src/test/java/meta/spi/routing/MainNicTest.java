package meta.spi.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MainNicTest {
    @Test
    void theNameThatSortsFirstOrLastDeterminesTheMainNic() {
        List<String> nics = List.of("net10", "net2", "net9");
        assertThat(MainNic.FIRST.of(nics)).contains("net2");
        assertThat(MainNic.LAST.of(nics)).contains("net10");
        assertThat(MainNic.LAST.of(List.of())).isEmpty();
    }
}
