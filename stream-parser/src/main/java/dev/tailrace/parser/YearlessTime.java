package dev.tailrace.parser;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Times without a year, as klog and the old syslog have them. */
final class YearlessTime {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final Duration AHEAD = Duration.ofDays(1);

  private YearlessTime() {}

  /** The month that a text names in three letters, as two digits; null if it names none. */
  static @Nullable String month(String text, int from) {
    int month = MONTHS.indexOf(text.substring(from, from + 3));
    return month < 0 || month % 3 != 0 ? null : String.valueOf(month / 3 + 101).substring(1);
  }

  /**
   * The last such time before a day after the line was read: a line of December that is read in
   * January is of the year before.
   *
   * @param month 01 to 12
   * @param day two characters, the first may be a blank
   * @param clock {@code 10:35:22}, with a fraction or without
   * @return null if there is no such time
   */
  static @Nullable Instant read(String month, String day, String clock, LineSetting setting) {
    int year = ZonedDateTime.ofInstant(setting.observed(), setting.zone()).getYear() + 1;
    Instant latest = setting.observed().plus(AHEAD);
    for (int tries = 0; tries < 9; tries++, year--) { // 29 February may be eight years ago
      String text = year + "-" + month + '-' + day.replace(' ', '0') + 'T' + clock;
      Instant time = IsoTime.parse(text, setting.zone());
      if (time != null && !time.isAfter(latest)) {
        return time;
      }
    }
    return null;
  }
}
