/**
 * The command line: reads options, opens a run, calls the steps in order and answers with an exit
 * code.
 */
package pcw.cli;
