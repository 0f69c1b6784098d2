// Package browser tests package page in a headless Chromium. It is a module of
// its own so that users of Dictum do not get the driver.
package browser
