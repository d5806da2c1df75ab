package io.explainerror.model;

import java.util.Locale;

/// What can be wrong with a file of the rule folder: the catalogue behind `rules check`.
///
/// Ids are a contract: pipelines and editors filter by them.
public enum ProblemKind {
    /// Not a file that can be read.
    UNREADABLE(Level.ERROR, "Rule files are UTF-8 and keep to the limits of size, number and nesting."),
    /// Not YAML.
    YAML_SYNTAX(
            Level.ERROR, "The file is not YAML: look for a missing quote, colon or indent at or before this place."),
    /// Not DRL.
    DRL_SYNTAX(
            Level.ERROR,
            "The file is not DRL: look for a missing bracket, comma, quote, `then` or `end` at or before this place."),
    /// DRL or Java that rules must not use.
    NOT_IN_LANGUAGE(
            Level.ERROR,
            "Rules are conditions on facts and calls of the judge; everything else of DRL and Java is refused."),
    /// `salience`, `no-loop` and the like.
    RULE_ATTRIBUTE(
            Level.ERROR,
            "Rules run once each, in no order: salience, no-loop, agenda groups and the like do not exist."),
    /// A fact type that does not exist.
    UNKNOWN_FACT_TYPE(Level.ERROR, "Conditions name fact types, which are the signals of an incident."),
    /// A property that a fact does not have.
    UNKNOWN_FIELD(
            Level.ERROR, "Conditions and sentences use the properties that a fact has, and nothing else of Java."),
    /// A symptom kind that `kinds.yaml` does not declare.
    UNKNOWN_SYMPTOM_KIND(Level.ERROR, "Symptom kinds are declared in recognisers/kinds.yaml."),
    /// A word that no signal carries in this property.
    UNKNOWN_WORD(
            Level.ERROR, "A property whose values are words is compared with one of the words that signals carry."),
    /// A phase or severity that does not exist.
    UNKNOWN_CONSTANT(Level.ERROR, "Phases and severities are compared with one of their constants."),
    /// A pattern without a file.
    UNKNOWN_PATTERN(Level.ERROR, "A pattern exists when there is a file patterns/<pattern>.yaml."),
    /// A recipe that nobody defines.
    UNKNOWN_RECIPE(Level.ERROR, "Recipes are defined in recipes/*.yaml."),
    /// A recogniser id that nobody defines.
    UNKNOWN_RECOGNISER(Level.ERROR, "`also` names the ids of other recognisers."),
    /// A `$name` that is not bound.
    UNKNOWN_BINDING(Level.ERROR, "A $name is bound by a condition before the place that uses it."),
    /// Metadata that does not exist.
    UNKNOWN_METADATA(Level.ERROR, "Rules carry @pattern, @weight and @says, and may carry @group and @ask."),
    /// A key that nobody reads.
    UNKNOWN_KEY(Level.ERROR, "A key that nobody reads is usually misspelt."),
    /// `@pattern`, `@weight` or `@says` is missing.
    MISSING_METADATA(Level.ERROR, "Every rule carries @pattern, @weight and @says."),
    /// A key is missing.
    MISSING_KEY(Level.ERROR, "The entry needs this key."),
    /// A value that is not what is expected; also everything that has no kind of its own.
    WRONG_VALUE(Level.ERROR, "The value is not what is expected at this place; the message says what is."),
    /// A weight that is 0, no number or beyond 5.
    WEIGHT_OUT_OF_RANGE(Level.ERROR, "Weights are log-odds from -5 to 5 and not 0: 5 is already 150 to 1."),
    /// A weight of the wrong sign.
    WEIGHT_SIGN(Level.ERROR, "What supports has a weight above 0, what contradicts one below 0."),
    /// Two things that cannot be compared or computed.
    TYPE_MISMATCH(Level.ERROR, "Both sides of an operator have a type that it takes: numbers, texts, flags."),
    /// A regular expression that is none, or that could take for ever.
    REGEX(Level.ERROR, "Regular expressions are those of RE2, without look-around and back references."),
    /// A sentence whose places cannot be filled.
    SENTENCE(
            Level.ERROR,
            "The braces of @says hold `service`, `effect` or a binding of the rule, with an optional unit."),
    /// A consequence that is not a call of the judge.
    CONSEQUENCE(
            Level.ERROR, "A consequence calls judge.supports, judge.contradicts or judge.causes, and nothing else."),
    /// Two rules of one name.
    DUPLICATE_RULE(Level.ERROR, "The name of a rule is unique in the whole rule folder."),
    /// Two entries of one id.
    DUPLICATE_ID(Level.ERROR, "The id of a recogniser or recipe is unique in the whole rule folder."),
    /// One key twice.
    DUPLICATE_KEY(Level.ERROR, "A key stands once in its mapping."),
    /// Conditions that multiply.
    UNCONSTRAINED_JOIN(
            Level.ERROR,
            "Conditions on several facts are tied by an equality of texts, or their combinations multiply."),
    /// The engine refuses it.
    DOES_NOT_COMPILE(Level.ERROR, "The rule engine refuses what the rule says."),
    /// A rule that fails when it runs.
    FAILS_ON_SAMPLES(Level.ERROR, "Every rule runs on sample facts before it is accepted, and must not fail."),
    /// A recogniser that misses its own example.
    EXAMPLE_MISSED(Level.ERROR, "A recogniser matches each of its examples."),
    /// A recogniser that matches what it rejects.
    REJECT_MATCHED(Level.ERROR, "A recogniser matches none of its rejects."),

    /// An example that recognisers of two kinds match.
    EXAMPLE_SHARED(Level.WARNING, "A line means one kind of symptom, unless `also` says that it means two."),
    /// A recogniser that cannot be tried.
    RECOGNISER_UNPROVEN(Level.WARNING, "A recogniser has examples and rejects, and says where they come from."),
    /// A kind that rules ask for and no recogniser emits.
    KIND_NEVER_EMITTED(Level.WARNING, "Symptoms are emitted by recognisers: a kind without one never occurs."),
    /// Comparisons that exclude each other.
    NEVER_HOLDS(Level.WARNING, "No fact can meet this condition."),
    /// Two rules that look at the same.
    SAME_CONDITION(Level.WARNING, "Two rules of one pattern with the same condition count one observation twice."),
    /// A pattern that can never be the answer.
    PATTERN_UNSUPPORTED(Level.WARNING, "A pattern that no rule supports can never be the answer."),
    /// A pattern that nothing speaks against.
    PATTERN_UNCONTRADICTED(Level.WARNING, "A pattern that no rule contradicts cannot be told from its neighbours."),
    /// A group whose name is one letter off another's.
    MISSPELT_GROUP(Level.WARNING, "Rules that look at the same fact name the same @group, letter for letter."),
    /// A group that groups nothing.
    GROUP_OF_ONE(Level.NOTE, "Only the strongest rule of a @group counts; a group with one rule changes nothing.");

    /// How bad it is.
    public enum Level {
        /// The rules are refused, and those before them stay in force.
        ERROR,
        /// Probably a mistake, but the rules work.
        WARNING,
        /// Worth knowing, and often meant so: shown only to those who ask.
        NOTE;

        /// In lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Level level;
    private final String help;

    ProblemKind(Level level, String help) {
        this.level = level;
        this.help = help;
    }

    /// As tools spell it, e.g. `unknown-field`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// How bad it is.
    public Level level() {
        return level;
    }

    /// The rule that is broken, in a sentence.
    public String help() {
        return help;
    }
}
