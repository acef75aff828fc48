package dev.tailrace.schemas;

/**
 * A day of the proleptic Gregorian calendar, and its count since 1970: the arithmetic of {@link
 * java.time.LocalDate} without its objects, for the two times that every line has.
 *
 * @see <a href="https://howardhinnant.github.io/date_algorithms.html">days_from_civil</a>
 */
public record IsoDate(int year, int month, int day) {
  public static final int SECONDS_PER_DAY = 86_400;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;

  /** From 0000-03-01, where an era begins, to 1970-01-01. */
  private static final int DAYS_TO_1970 = 719_468;

  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** The day of a second since 1970, in UTC. */
  static IsoDate of(long epochSecond) {
    long days = Math.floorDiv(epochSecond, (long) SECONDS_PER_DAY) + DAYS_TO_1970;
    long era = Math.floorDiv(days, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (days - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
    return new IsoDate((int) year, month, dayOfYear - (153 * shifted + 2) / 5 + 1);
  }

  /** Whether there is such a day. */
  public static boolean exists(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= MONTH_DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
  }

  /** Days since 1970-01-01; of a day that exists, in the years 0 to 9999. */
  public static long epochDay(int year, int month, int day) {
    int shiftedYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shiftedYear, YEARS_PER_ERA);
    int yearOfEra = shiftedYear - era * YEARS_PER_ERA;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
  }
}
