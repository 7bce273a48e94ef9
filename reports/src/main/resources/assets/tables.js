// Long tables can be sorted by a column and narrowed by a word. Without scripts they stay as they were published.
(function () {
  'use strict';
  var LONG = 8;
  function figure(cell) {
    var text = cell.textContent.trim().replace(/,/g, '').replace('−', '-').replace('£', '');
    return /^[+-]?\d/.test(text) ? parseFloat(text) : null;
  }
  function sort(table, column, button) {
    var header = button.closest('th');
    var descending = header.getAttribute('aria-sort') === 'ascending';
    table.querySelectorAll('th[aria-sort]').forEach(function (th) { th.removeAttribute('aria-sort'); });
    header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) {
      var x = figure(a.cells[column]), y = figure(b.cells[column]);
      if (x === null && y === null) {
        var words = a.cells[column].textContent.localeCompare(b.cells[column].textContent, 'en-GB');
        return descending ? -words : words;
      }
      if (x === null || y === null) { return x === null ? 1 : -1; } // what is not shown comes last either way
      return descending ? y - x : x - y;
    });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  function filter(table, box, status) {
    var word = box.value.trim().toLowerCase(), shown = 0;
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      var fits = row.textContent.toLowerCase().indexOf(word) >= 0;
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    status.textContent = word ? shown + ' of ' + table.tBodies[0].rows.length + ' rows' : '';
  }
  document.querySelectorAll('main table').forEach(function (table, number) {
    if (!table.tBodies.length || table.tBodies[0].rows.length < LONG) { return; }
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (th, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.innerHTML = th.innerHTML;
      th.textContent = '';
      th.appendChild(button);
      button.addEventListener('click', function () { sort(table, column, button); });
    });
    var form = document.createElement('p');
    form.className = 'filter';
    var label = document.createElement('label'), box = document.createElement('input'), status = document.createElement('span');
    box.type = 'search';
    box.id = 'filter-' + number;
    label.htmlFor = box.id;
    label.textContent = 'Show only rows with ';
    status.setAttribute('role', 'status');
    form.append(label, box, status);
    table.parentElement.before(form);
    box.addEventListener('input', function () { filter(table, box, status); });
  });
}());
