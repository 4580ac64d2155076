package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0                       | Firefox, Windows
            Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36  | Chrome, Linux
            Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0 Safari/537 Edg/152.0 | Edge, Windows
            Mozilla/5.0 (Linux; Android 16; SM-A556) SamsungBrowser/30.0 Chrome/140.0 Mobile Safari/537.36         | Samsung Internet, Android
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/26.0 Safari/605.1            | Safari, macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/152.0 Mobile/15E148 Safari/604.1          | Chrome, iOS
            curl/8.17.0                                                                                            | curl
            <script>alert(1)</script>                                                                              |
            """)
    void a_browser_is_called_what_people_call_it_and_nothing_else_of_what_it_says_is_kept(String said, String called) {
        assertThat(Client.browser(said).orElse(null)).isEqualTo(called);
    }
}
