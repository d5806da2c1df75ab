package io.explainerror.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> KNOWN = List.of("weight", "group", "says", "pattern");

    @ParameterizedTest
    @CsvSource({"wieght, weight", "weigth, weight", "GROUP, group", "gruop, group", "say, says", "patern, pattern"})
    void a_misspelt_word_is_recognised(String misspelt, String meant) {
        assertThat(DidYouMean.nearest(misspelt, KNOWN)).contains(meant);
    }

    @Test
    void neighbours_that_changed_places_are_one_mistake() {
        assertThat(DidYouMean.nearest("ab", List.of("ba", "cd"))).contains("ba");
    }

    @Test
    void of_two_words_equally_near_the_first_in_the_alphabet_is_named() {
        assertThat(DidYouMean.nearest("cat", List.of("rat", "bat"))).contains("bat");
    }

    @Test
    void a_word_unlike_all_others_is_like_none() {
        assertThat(DidYouMean.nearest("temperature", KNOWN)).isEmpty();
        assertThat(DidYouMean.quoted("temperature", KNOWN)).isEmpty();
        assertThat(DidYouMean.aside("temperature", KNOWN)).isEmpty();
    }

    @Test
    void few_known_words_are_listed_instead_and_many_are_not() {
        List<String> many = IntStream.range(0, 26).mapToObj(i -> "word-" + i).toList();

        assertThat(DidYouMean.hint("temperature", KNOWN)).isEqualTo(" Known are: group, pattern, says, weight.");
        assertThat(DidYouMean.hint("temperature", many)).isEmpty();
        assertThat(DidYouMean.hint("temperature", List.of())).isEmpty();
    }

    @Test
    void each_speaker_has_its_way_of_saying_it() {
        assertThat(DidYouMean.hint("wieght", KNOWN)).isEqualTo(" Did you mean `weight`?");
        assertThat(DidYouMean.quoted("wieght", KNOWN)).isEqualTo(" Did you mean \"weight\"?");
        assertThat(DidYouMean.aside("wieght", KNOWN)).isEqualTo(" (did you mean `weight`?)");
    }
}
